"""The words of the trade: plain values that everything else is said in.

Nothing here touches the disk, the clock or the terminal, and nothing here imports from another part of newsgen.
"""
