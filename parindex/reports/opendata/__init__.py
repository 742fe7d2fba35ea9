"""Open data: the tables of a result, what each column means, and the package they make."""
