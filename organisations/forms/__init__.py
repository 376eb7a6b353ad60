"""The shapes of input: logging in, the register, accounts and roles."""
