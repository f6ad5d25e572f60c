"""What a browser sends of the writing forms: every stream and every set of rows says how much it holds."""


def rows(name: str, *given: dict[str, str]) -> dict[str, object]:
    """What the browser sends of rows below a page."""
    data: dict[str, object] = {f"{name}-TOTAL_FORMS": str(len(given)), f"{name}-INITIAL_FORMS": "0"}
    for place, row in enumerate(given):
        data |= {f"{name}-{place}-{key}": value for key, value in {"ORDER": str(place), **row}.items()}
    return data


def approach_form(*blocks: dict[str, str], **fields: object) -> dict[str, object]:
    """The form of an approach, empty but for what is given; each of `blocks` is a building block."""
    data: dict[str, object] = {"title": "", "slug": "", "summary": ""}
    data |= {f"{stream}-count": "0" for stream in ("need", "what_we_do", "results")}
    data |= rows("building_blocks", *({"role": "core", "pitfalls-count": "0", **fields_of} for fields_of in blocks))
    data |= rows("funding") | rows("sources")
    return data | fields
