"""Review of proposed facts: what a person is asked, what was decided, and the facts that remain."""
