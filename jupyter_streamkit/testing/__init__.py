"""Tests of apps without a browser: `from jupyter_streamkit.testing.v1 import AppTest`."""
