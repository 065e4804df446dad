__import__("jupyter_streamkit.kernel.lazy", fromlist=["register"]).register()
