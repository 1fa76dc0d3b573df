import PythonBridge
import Testing
import Threading

@testable import PlanEngine

@Suite("LivePlans")
struct LivePlansTests {
    private let group = Group(number: 1)

    @Test("a group is abandoned unless somebody claims it")
    func claims() {
        let plans = LivePlans()
        #expect(plans.isAbandoned(group))
        plans.claim(group)
        #expect(!plans.isAbandoned(group))
        #expect(plans.isAbandoned(Group(number: 2)))
        #expect(plans.count == 1)
        plans.giveUp(group)
        #expect(plans.isAbandoned(group))
        #expect(plans.count == 0)
    }

    @Test("every claim has to be given up")
    func several() {
        let plans = LivePlans()
        plans.claim(group)
        plans.claim(group)
        plans.giveUp(group)
        #expect(!plans.isAbandoned(group))
        plans.giveUp(group)
        #expect(plans.isAbandoned(group))
    }

    @Test("giving up what nobody claimed changes nothing")
    func unclaimed() {
        let plans = LivePlans()
        plans.giveUp(group)
        plans.claim(group)
        #expect(!plans.isAbandoned(group))
    }

    @Test("what never joined a plan belongs to no live one")
    func free() {
        #expect(LivePlans().isAbandoned(.free))
    }

    @Test("claims from several threads all count")
    func threads() {
        let (plans, group) = (LivePlans(), group)
        let threads = (0..<4).map { number in
            DedicatedThread(name: "claimer \(number)") {
                for _ in 0..<1_000 {
                    plans.claim(group)
                    plans.giveUp(group)
                }
                plans.claim(group)
            }
        }
        for thread in threads { #expect(thread.join(nanoseconds: 20_000_000_000)) }
        for _ in 0..<3 { plans.giveUp(group) }
        #expect(!plans.isAbandoned(group))
        plans.giveUp(group)
        #expect(plans.isAbandoned(group))
    }
}
