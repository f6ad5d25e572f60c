"""Pictures say what they show, hold their place while they load, and come in a small format."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Open
from tests.e2e.little_site import LittleSite

pytestmark = [pytest.mark.e2e, pytest.mark.django_db]


def test_a_picture_has_its_text_its_size_its_maker_and_waits_for_its_turn(site: LittleSite, reader: Open) -> None:
    someone = reader()
    someone.visit(site.approach.url, heading=site.approach.title)
    picture = someone.page.get_by_role("img", name="Een keukentafel")
    for attribute in ("width", "height"):
        assert int(picture.get_attribute(attribute) or 0) > 0
    expect(picture).to_have_attribute("loading", "lazy")
    expect(someone.page.get_by_text("Beeld: Tekening van de redactie")).to_be_visible()
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("image => image.naturalWidth > 0 && image.currentSrc.endsWith('.webp')")


def test_a_decorative_picture_in_a_text_is_silent(site: LittleSite, reader: Open) -> None:
    someone = reader()
    someone.visit(site.story.url, heading=site.story.title)
    expect(someone.page.get_by_role("img", name="Een wieg bij het raam")).to_be_visible()
    texts = [image.get_attribute("alt") for image in someone.page.locator(".body img").all()]
    assert texts == ["Een wieg bij het raam", ""]
