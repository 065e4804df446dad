"""The ipywidgets of an app: the root model and the inputs."""
