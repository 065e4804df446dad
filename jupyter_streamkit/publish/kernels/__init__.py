"""Viewers' kernels: forked from a process that has imported everything, instead of started one by one.

The server's side is the manager, its limits and its metrics, the provisioner, and the nursery with its zygote.
The zygote is a process of its own; what it forks becomes a kernel (`child`). They talk by `protocol`.
"""
