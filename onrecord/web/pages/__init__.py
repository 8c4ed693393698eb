"""The pages of the desk: each a function from what is asked to what is shown."""
