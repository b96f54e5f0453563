"""Tests that try to break the engine: edits in any order, kills, faults, damaged knowledge, workers that die."""
