"""The payments part of the proof: faults over HTTP, then everybody's books side by side."""
