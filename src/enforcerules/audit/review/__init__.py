"""`review`: what was actually decided, held against what the rules allow on that day. One theme a module."""
