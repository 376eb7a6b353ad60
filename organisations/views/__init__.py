"""The pages, by whom they serve: everybody at the door, members in the register, the two officers at the accounts."""
