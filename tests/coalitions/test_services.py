"""Teams of coalitions and the roles of the site."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.models import User
from coalitions.membership import is_coordinator
from coalitions.models import CoalitionTeam
from coalitions.roles import coordinators, editors, members
from coalitions.services import (
    add_editor,
    add_member,
    ensure_group,
    ensure_roles,
    ensure_team,
    remove_member,
    remove_stray_teams,
)
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor, member_of

pytestmark = pytest.mark.django_db

MAX_ROWS = 20
"""More page permissions than this per user make Wagtail's explorer slow."""


def page_rows(group: Group) -> set[tuple[str, str]]:
    rows = GroupPagePermission.objects.filter(group=group).select_related("page", "permission")
    return {(row.page.title, row.permission.codename) for row in rows}


def collection_rows(group: Group) -> set[tuple[str, str]]:
    rows = GroupCollectionPermission.objects.filter(group=group).select_related("collection", "permission")
    return {(row.collection.name, row.permission.codename) for row in rows}


class TestEnsureGroup:
    def test_a_group_may_write_and_publish_on_its_own_page_alone(self) -> None:
        coalition = CoalitionPageFactory(title="Zaanstad")
        assert page_rows(ensure_group(coalition)) == {
            ("Zaanstad", "add_page"),
            ("Zaanstad", "change_page"),
            ("Zaanstad", "publish_page"),
        }

    def test_the_members_write_there_and_publish_nothing(self) -> None:
        coalition = CoalitionPageFactory(title="Zaanstad")
        writing = ensure_team(coalition).groups[1]
        assert writing.name == "Coalitieleden Zaanstad"
        assert page_rows(writing) == {("Zaanstad", "add_page"), ("Zaanstad", "change_page")}
        assert collection_rows(writing) == collection_rows(coalition.team.group)

    def test_whoever_was_in_the_one_group_of_before_is_a_coordinator(self) -> None:
        coalition = CoalitionPageFactory(title="Zaanstad")
        user = coordinator_of(coalition)
        Group.objects.get(name="Coalitieleden Zaanstad").delete()  # as a team of before the two roles
        ensure_roles()
        assert is_coordinator(user, coalition)
        assert CoalitionTeam.objects.get().groups[1].name == "Coalitieleden Zaanstad"

    def test_a_group_has_a_collection_of_its_own(self) -> None:
        group = ensure_group(CoalitionPageFactory(title="Zaanstad"))
        assert collection_rows(group) == {
            ("Coalitie Zaanstad", f"{action}_{kind}")
            for action in ("add", "change", "choose")
            for kind in ("image", "document")
        }

    def test_a_group_may_use_the_admin_and_nothing_else(self) -> None:
        group = ensure_group(CoalitionPageFactory())
        assert list(group.permissions.values_list("codename", flat=True)) == ["access_admin"]

    def test_doing_it_again_changes_nothing(self) -> None:
        coalition = CoalitionPageFactory()
        first = ensure_group(coalition)
        before = (page_rows(first), collection_rows(first))
        assert ensure_group(coalition) == first
        assert (page_rows(first), collection_rows(first)) == before
        assert CoalitionTeam.objects.count() == 1

    def test_rights_that_somebody_clicked_are_taken_back(self) -> None:
        coalition = CoalitionPageFactory()
        group = ensure_group(coalition)
        GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission_type="change")
        GroupPagePermission.objects.filter(group=group, permission__codename="publish_page").delete()
        ensure_group(coalition)
        assert {name for _, name in page_rows(group)} == {"add_page", "change_page", "publish_page"}
        assert {title for title, _ in page_rows(group)} == {coalition.title}

    def test_group_and_collection_follow_the_title(self) -> None:
        coalition = CoalitionPageFactory(title="Zaanstad")
        group = ensure_group(coalition)
        coalition.title = "Zaanstreek"
        ensure_group(coalition)
        group.refresh_from_db()
        assert group.name == "Coalitiecoördinatoren Zaanstreek"
        assert group.coalition_team.collection.name == "Coalitie Zaanstreek"

    def test_two_coalitions_of_one_name_have_two_groups(self) -> None:
        first, second = CoalitionPageFactory(title="Bergen"), CoalitionPageFactory(title="Bergen")
        assert ensure_group(first).name == "Coalitiecoördinatoren Bergen"
        assert ensure_group(second).name == "Coalitiecoördinatoren Bergen 2"
        assert ensure_group(second).name == "Coalitiecoördinatoren Bergen 2"

    def test_a_very_long_title_fits(self) -> None:
        names = [ensure_group(CoalitionPageFactory(title="a" * 200)).name for _ in range(2)]
        assert len(set(names)) == 2
        assert all(len(name) <= 150 for name in names)

    def test_a_collection_that_was_deleted_comes_back(self) -> None:
        coalition = CoalitionPageFactory(title="Zaanstad")
        group = ensure_group(coalition)
        Collection.objects.get(name="Coalitie Zaanstad").delete()
        ensure_group(coalition)
        assert {name for name, _ in collection_rows(group)} == {"Coalitie Zaanstad"}


class TestMembers:
    def test_a_member_may_write_and_a_former_member_may_not(self) -> None:
        coalition, user = CoalitionPageFactory(), User.objects.create_user("lid@voorbeeld.test")
        assert not coalition.permissions_for_user(user).can_edit()
        add_member(coalition, user, as_coordinator=False)
        add_member(coalition, user, as_coordinator=False)
        assert coalition.permissions_for_user(User.objects.get()).can_edit()
        remove_member(coalition, user)
        assert not coalition.permissions_for_user(User.objects.get()).can_edit()

    def test_a_member_writes_and_a_coordinator_publishes(self) -> None:
        coalition = CoalitionPageFactory()
        assert not coalition.permissions_for_user(member_of(coalition)).can_publish()
        assert coalition.permissions_for_user(coordinator_of(coalition)).can_publish()

    def test_a_user_has_one_role_in_a_coalition(self) -> None:
        coalition, user = CoalitionPageFactory(), User.objects.create_user("lid@voorbeeld.test")
        for as_coordinator in (False, True, False):
            add_member(coalition, user, as_coordinator=as_coordinator)
            assert user.groups.count() == 1
            assert is_coordinator(user, coalition) == as_coordinator

    def test_taking_out_a_coordinator_takes_everything(self) -> None:
        coalition = CoalitionPageFactory()
        user = coordinator_of(coalition)
        remove_member(coalition, user)
        assert not user.groups.exists()

    def test_an_editor_may_write_everywhere(self) -> None:
        user = User.objects.create_user("redactie@voorbeeld.test")
        add_editor(user)
        perms = CoalitionPageFactory().permissions_for_user(user)
        assert perms.can_edit()
        assert perms.can_publish()
        assert perms.can_delete()

    def test_nobody_has_so_many_rows_that_the_explorer_gets_slow(self) -> None:
        for user in (member_of(CoalitionPageFactory()), coordinator_of(CoalitionPageFactory()), editor()):
            assert GroupPagePermission.objects.filter(group__user=user).count() <= MAX_ROWS


class TestStrayTeams:
    def test_the_group_of_a_coalition_that_is_gone_goes_too(self) -> None:
        gone, stays = CoalitionPageFactory(), CoalitionPageFactory()
        user = member_of(gone)
        member_of(stays)
        gone.delete()
        assert remove_stray_teams() == 1
        assert not user.groups.exists()
        assert list(CoalitionTeam.objects.values_list("coalition", flat=True)) == [stays.pk]

    def test_a_group_that_an_administrator_deletes_leaves_no_other_with_rights(self) -> None:
        coalition = CoalitionPageFactory()
        user = member_of(coalition)
        ensure_group(coalition).delete()
        assert not CoalitionTeam.objects.exists()
        assert not user.groups.exists()

    def test_its_pictures_stay(self) -> None:
        coalition = CoalitionPageFactory(title="Zaanstad")
        ensure_group(coalition)
        coalition.delete()
        remove_stray_teams()
        assert Collection.objects.filter(name="Coalitie Zaanstad").exists()

    def test_other_groups_stay(self) -> None:
        assert remove_stray_teams() == 0
        assert Group.objects.filter(name="Redactie").exists()


class TestEnsureRoles:
    def test_editors_have_their_rows_on_the_root_alone(self) -> None:
        group = Group.objects.get(name="Redactie")
        assert page_rows(group) == {("Root", f"{kind}_page") for kind in editors().page}
        assert {name for name, _ in collection_rows(group)} == {"Root"}

    def test_editors_may_change_themes_and_look_at_places(self) -> None:
        user = editor()
        assert user.has_perm("themes.change_theme")
        assert user.has_perm("places.view_municipality")
        assert not user.has_perm("places.change_municipality")
        assert not user.has_perm("accounts.change_user")

    def test_it_gives_every_coalition_its_group(self) -> None:
        coalition = CoalitionPageFactory()
        ensure_roles()
        assert CoalitionTeam.objects.get().coalition == coalition

    def test_a_right_that_was_not_made_yet_is_made(self) -> None:
        Permission.objects.filter(codename="choose_image").delete()
        ensure_roles()  # Django makes the missing one
        assert Permission.objects.filter(codename="choose_image").exists()

    def test_both_roles_come_from_the_file(self) -> None:
        assert editors().name == "Redactie"
        assert coordinators().page == ("add", "change", "publish")
        assert members().page == ("add", "change")
