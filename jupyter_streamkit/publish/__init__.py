"""Publishing with Voilà: what the template `streamkit` needs in the server."""
