"""A page as static HTML, for where no kernel runs: nbconvert, a code host's viewer."""
