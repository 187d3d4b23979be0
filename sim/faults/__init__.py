"""What is refused, in the language of whoever asked: on the page and on the command line."""
