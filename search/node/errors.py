"""What can be wrong with the local node, in words for the person at the keyboard."""


class NodeUnavailable(Exception):
    """The node can't run here and now; the message says why, in one Dutch sentence.

    `detail` holds what the node itself said, many lines perhaps, for whoever wants to look further.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.detail = detail
