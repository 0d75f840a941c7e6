"""What belongs to this site alone: training modules, objectives and targets, words, addresses.

The engine does not import this room. The command line and the door for MkDocs register it.
"""
