"""The yearly question to the coalition: does this still hold?"""
