"""The pages of 三重一大."""
