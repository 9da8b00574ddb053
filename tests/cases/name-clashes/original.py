VALUE = "the user's own"
