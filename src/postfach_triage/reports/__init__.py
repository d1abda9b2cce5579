"""Pages and pictures for people: the home of matplotlib and Jinja2."""
