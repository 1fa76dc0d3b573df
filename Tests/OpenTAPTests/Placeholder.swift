// Empty until the first suite.
