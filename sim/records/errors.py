"""What can go wrong with the record of a run, in words for its reader."""


class RecordError(ValueError):
    """What the user gave is not the record of a run, or asks for what it does not hold."""


class WritingError(OSError):
    """The record could not be written: the disk is full, or the folder is read-only."""
