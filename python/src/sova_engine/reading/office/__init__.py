"""Office packages: Word, PowerPoint, Excel, OpenDocument; old binary formats by kreuzberg."""
