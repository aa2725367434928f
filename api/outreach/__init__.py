"""People who are entitled to a meal and have none: found, offered one, never enrolled unasked."""
