internal import ArgumentParser

/// `phantop completion`: what a shell needs to complete options and their values.
struct CompletionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "Print the completion script for a shell.",
        discussion: """
            bash: phantop completion bash > ~/.local/share/bash-completion/completions/phantop
            zsh: phantop completion zsh > a folder in $fpath, as _phantop
            fish: phantop completion fish > ~/.config/fish/completions/phantop.fish
            """)

    /// The shells that there are scripts for.
    enum Shell: String, CaseIterable, ExpressibleByArgument { case bash, zsh, fish }

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    func run() {
        let known: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        print(Phantop.completionScript(for: known))
    }
}
