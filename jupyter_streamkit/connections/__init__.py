"""Connections to data services, and the secrets that they need."""

from jupyter_streamkit.connections.base import BaseConnection
from jupyter_streamkit.connections.factory import connection
from jupyter_streamkit.connections.secrets import Secrets, secrets
from jupyter_streamkit.connections.sql import SQLConnection

__all__ = ["BaseConnection", "SQLConnection", "Secrets", "connection", "secrets"]
