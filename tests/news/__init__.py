"""Tests of the words of the trade: values in, values out."""
