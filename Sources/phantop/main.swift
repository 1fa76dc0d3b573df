print("phantop")
