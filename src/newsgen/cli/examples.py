"""Examples of every command, as they stand below its help."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[str, ...]] = {
    "build": (
        "newsgen build",
        "newsgen build --base-url https://example.org/ --keep-going",
        "newsgen build --now 2026-12-24T06:00:00Z --output preview",
    ),
    "check": (
        "newsgen check",
        "newsgen check articles/2018 --strict",
        "newsgen check --fix",
        "newsgen check --format sarif > problems.sarif",
    ),
    "completion": (
        "newsgen completion bash > ~/.local/share/bash-completion/completions/newsgen",
        "newsgen completion zsh > ~/.zfunc/_newsgen",
        "newsgen completion fish > ~/.config/fish/completions/newsgen.fish",
    ),
    "explain": ("newsgen explain", "newsgen explain date-ambiguous", "newsgen explain twins"),
    "import": (
        "newsgen import clipping scans/*.txt --into 1954",
        "newsgen import clipping articles/1954/flood.txt --review",
    ),
    "init": ("newsgen init", 'newsgen init packet --title "The Kittermouth Packet"'),
    "new": (
        'newsgen new "Ferry runs again"',
        'newsgen new "Ferry runs again" --byline "By Ana Ruiz" --section Harbour --edit',
        'newsgen new "Pier washed away" --date 1954-11-17 --outlet "Brannerley Chronicle"',
    ),
    "next-release": ("newsgen next-release", "newsgen next-release --now 2026-12-24T06:00:00Z"),
    "publish": ("newsgen publish --dry-run", "newsgen publish", "newsgen publish folder:/srv/www/paper"),
    "register": ("newsgen register", "newsgen register --release /2018/12/17/ferry-runs-again/"),
    "schema": (
        "newsgen schema > story.schema.json",
        "newsgen schema --markdown > fields.md",
        "newsgen schema --settings",
    ),
    "serve": ("newsgen serve --open", "newsgen serve --drafts --now 2026-12-24T06:00:00Z"),
    "stats": ("newsgen stats", "newsgen stats --format json"),
    "theme": (
        "newsgen theme list",
        "newsgen theme take article.html",
        "newsgen theme diff",
        "newsgen theme settle article.html",
    ),
    "verify": ("newsgen verify", "newsgen verify https://example.org/"),
    "why": ("newsgen why articles/2018/ferry.md", "newsgen why site/tags/ferry/index.html", "newsgen why /tags/ferry/"),
}


def examples(name: str) -> str:
    """Return the examples of a command, such as `build` or `theme take`, each on a line of its own."""
    lines = [line for line in EXAMPLES[name.split(maxsplit=1)[0]] if f"{line} ".startswith(f"newsgen {name} ")]
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])
