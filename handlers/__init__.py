"""What people can ask for, thin: for each command and button parse, look up, compose, show."""
