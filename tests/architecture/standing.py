"""What there is to be found in Fjordvik: one of each thing that has an address, none of it Even's."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.utils import timezone

from plandugnad.accounts.models import LinkedIdentity, Person
from plandugnad.agreements.actions.goals import review_goal
from plandugnad.agreements.actions.rules import note_rule
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.models import Arena, GoalReview, RuleNote
from plandugnad.agreements.rooms.making import Wish, make_rooms
from plandugnad.agreements.rooms.planning import read_plans
from plandugnad.api.actions import make_token
from plandugnad.api.models import ApiToken
from plandugnad.archive.actions import files as archive_files
from plandugnad.archive.actions import folders, rooms
from plandugnad.archive.actions.moving import move
from plandugnad.archive.actions.renaming import NewName, rename_many
from plandugnad.boundaries.models import BoundarySet
from plandugnad.consultations.actions import make_consultation
from plandugnad.consultations.alike.actions import make_group
from plandugnad.consultations.incoming.models import IncomingMail
from plandugnad.consultations.models import (
    Consultation,
    ConsultationFile,
    Group,
    Objection,
    ObjectionState,
    ObjectionTurn,
    Point,
    Statement,
    StatementFile,
    TableReading,
    Tag,
)
from plandugnad.consultations.objections import actions as objecting
from plandugnad.consultations.points import actions as splitting
from plandugnad.consultations.points import copying, tagging
from plandugnad.consultations.points.spans import paragraphs
from plandugnad.consultations.setup.actions import put_out_document
from plandugnad.core.audit import SYSTEM, By
from plandugnad.core.files import store
from plandugnad.core.ids import new_id
from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables import paste
from plandugnad.engines.tables.when import When
from plandugnad.imports.actions import start_run
from plandugnad.imports.models import ImportRun
from plandugnad.meetings.actions import agenda, bodies, importing, meetings, series
from plandugnad.meetings.actions.feeds import make_feed
from plandugnad.meetings.models import AgendaItem, Body, Feed, FollowUp, Meeting, MeetingImport, Series
from plandugnad.meetings.reading.lines import read_text
from plandugnad.plans import actions, owning
from plandugnad.plans.kinds import LinkKind
from plandugnad.plans.models import Plan, PlanArchiveLink, PlanDocument, PlanLink, PlanOwner, PlanShare
from plandugnad.principles.actions import open_round
from plandugnad.principles.models import HealthRound
from plandugnad.processes.actions import begin_process, delete_process, set_dates
from plandugnad.processes.common.actions import make_common, set_step
from plandugnad.processes.dates import Dates, Place
from plandugnad.processes.models import Process, Proof, Sending
from plandugnad.processes.notice.actions import Announced, note_announced
from plandugnad.processes.notice.again.actions import note_returned
from plandugnad.processes.notice.models import Channel, RegionalRecipient
from plandugnad.processes.notice.regional.actions import add_recipient
from plandugnad.regions import agreeing, joining
from plandugnad.regions.models import Invitation, Mandate, Member, MemberKind, Membership
from plandugnad.worksheets.actions import begin_sheet, move_phase
from plandugnad.worksheets.confidential.circle import begin_private
from plandugnad.worksheets.definitions import mapping_of
from plandugnad.worksheets.models import Document as SheetDocument
from plandugnad.worksheets.models import Phase, Sheet, Version
from plandugnad.worksheets.reviewing import actions as reviewing
from tests.agreements.builders import a_goal, a_rule, agree, an_arena
from tests.architecture.standing_of_redthread import OfRedThread, make_red_thread
from tests.architecture.standing_of_strategies import OfStrategies, make_strategies
from tests.archive.builders import make_room, put_file
from tests.cast import Cast
from tests.consultations.builders import a_statement, one_that_is_out
from tests.regions.builders import make_invitation
from tests.worksheets.making import definition

MONTH = timedelta(days=30)
SECRET = "Hemmelig utkast til samfunnsdel"


@dataclass
class Fjordvik:
    """What is there to be found: one of each thing that has an address, none of it Even's."""

    cast: Cast
    ingrid: Person
    plan: Plan
    other: Plan
    event: AuditEvent
    link: PlanLink
    document: PlanDocument
    archive_link: PlanArchiveLink
    share: PlanShare
    owner: PlanOwner | None
    run: ImportRun
    invitation: Invitation
    membership: Membership
    administrator: Membership
    administrator_invitation: Invitation
    token_path: str
    room: Any
    folder: Any
    file: Any
    opening: Any
    gone_room: Any
    gone_folder: Any
    moved: Any
    renamed: Any
    made_rooms: Any
    gone_file: Any
    gathering: "Gathering"
    mandate: Mandate
    identity: LinkedIdentity
    boundaries: BoundarySet
    passkey: Any
    token: ApiToken
    process: Process
    process_event: AuditEvent
    gone_process: Process
    proof: Proof
    sending: Sending
    common_event: AuditEvent
    health: HealthRound
    sheet: Sheet
    private: Sheet
    review: Sheet
    sheet_document: SheetDocument
    sheet_version: Version
    regional_recipient: RegionalRecipient
    goal_review: GoalReview
    arena: Arena
    rule_note: RuleNote
    consultation: Consultation
    document_out: ConsultationFile
    out: Consultation
    group: Group
    grouped_event: AuditEvent
    table_reading: TableReading
    statement: Statement
    attachment: StatementFile
    point: Point
    joined: AuditEvent
    copied: AuditEvent
    tag: Tag
    merged: AuditEvent
    objection: Objection
    turn: ObjectionTurn
    turn_taken_back: AuditEvent
    mail: IncomingMail
    of_strategies: OfStrategies
    of_red_thread: OfRedThread


@dataclass
class Gathering:
    """The council of Fjordvik, and what belongs to it."""

    body: Body
    meeting: Meeting
    item: AgendaItem
    promise: FollowUp
    series: Series
    run: MeetingImport
    feed: Feed
    token: str


def _gathering(cast: Cast, person: Person) -> Gathering:
    by = By(person.id, str(person))
    body = bodies.make_body(by, cast.fjordvik, "Plangruppa", "group")
    meeting = meetings.make_meeting(by, body, {"when": When.on(date(2027, 2, 18)), "title": SECRET})
    days = {"first_on": date(2027, 1, 1), "last_on": date(2027, 3, 1)}
    feed, token = make_feed(by, person.id, None)
    return Gathering(
        body=body,
        meeting=meeting,
        item=agenda.add_item(by, meeting, {"title": SECRET}),
        promise=agenda.promise(by, meeting, {"what": SECRET, "person_id": person.id}),
        series=series.make_series(by, body, {"rhythm": "weeks", "weekday": 0, "title": SECRET, **days})[0],
        run=importing.start_import(by, cast.fjordvik, "paste", read_text(f"{SECRET}: 12. mars 2027")),
        feed=feed,
        token=token,
    )


def _sheet(cast: Cast) -> Sheet:
    made = definition("share", "agree")
    sheet = begin_sheet(cast.actor("Kåre").by, cast.ytre_fjord, "try_out", made, SECRET, "nb")
    return move_phase(SYSTEM, sheet.id, Phase.AGREE, sheet.version)


def _review(cast: Cast) -> Sheet:
    """Of Fjordvik, with Marit on the panel."""
    ingrid, marit = (cast.actor(name).by for name in ("Ingrid", "Marit"))
    sheet = begin_sheet(ingrid, cast.ytre_fjord, "review", mapping_of("review"), SECRET, "nb")
    about = {"name": SECRET, "owner": cast.fjordvik, "plan": None, "due_on": timezone.localdate() + MONTH}
    reviewing.set_request(ingrid, sheet.id, {**about, "form": "writing", "meeting": None})
    reviewing.ask(ingrid, sheet.id, cast.person("Marit").id)
    reviewing.answer(marit, sheet.id, says_yes=True, is_impartial=True)
    return sheet


def _private(cast: Cast) -> Sheet:
    """Between Ingrid and Marit, who has not answered."""
    by, marit = cast.actor("Ingrid").by, cast.person("Marit")
    return begin_private(by, cast.ytre_fjord, "conflict", mapping_of("conflict"), SECRET, "nb", [marit.id])


def _common_event(cast: Cast) -> AuditEvent:
    common = make_common(SYSTEM, cast.ytre_fjord, "KPA")
    set_step(SYSTEM, common, "KPA-7", {"notes": SECRET})
    return AuditEvent.objects.get(subject_id=common.id, verb="common_step_changed")


def _agreed(cast: Cast) -> dict[str, Any]:
    """A goal that is followed up, and a rule that was not kept."""
    ingrid = cast.person("Ingrid")
    by, day = By(ingrid.id, str(ingrid)), date(2026, 9, 1)
    goal, rule = a_goal(cast.ytre_fjord), a_rule(cast.ytre_fjord)
    agreement = agree(cast.ytre_fjord, AgreementKind.ROOMS)
    plans = [one for one in read_plans(cast.ytre_fjord, day) if one.is_settled]
    return {
        "arena": an_arena(cast.ytre_fjord),
        "made_rooms": make_rooms(SYSTEM, agreement, [Wish(one) for one in plans]),
        "goal_review": review_goal(by, goal, status="on_the_way", note=SECRET, reviewed_on=day),
        "rule_note": note_rule(by, rule, SECRET, is_private=False),
    }


def _renamed(by: By, room: Any) -> Any:
    file = put_file(room, "omdøpt.txt")
    return rename_many(by, room, [NewName(file, "omdøpt igjen.txt", file.version)])


def _mandate(cast: Cast) -> Mandate:
    """With the county asked for its help, so that there is a question to answer and to take back."""
    joining.invite_organisations(SYSTEM, cast.ytre_fjord, [cast.county], MemberKind.HELPER)
    member = Member.objects.get(collaboration=cast.ytre_fjord, organisation=cast.fjordvik)
    file = store(ContentFile(SECRET.encode()).chunks())
    return agreeing.add_mandate(
        SYSTEM, member, decided=When.on(date(2026, 6, 12)), says=SECRET, file=file, file_name=f"{SECRET}.txt"
    )


def _said(consultation: Consultation) -> dict[str, Any]:
    """A statement of three points, two of which have been put together, and two tags that have."""
    statement = a_statement(consultation, name=SECRET, text=f"{SECRET}\n\nEn\n\nTo")
    point, other, _third = splitting.split(SYSTEM, statement, paragraphs(statement.text))
    letter = a_statement(consultation, name=SECRET, text=statement.text)
    copied, _number = copying.split_alike(SYSTEM, statement, [letter.pk])
    for name in ("støy", "bråk", SECRET):
        splitting.tag_point(SYSTEM, point, None, name)
    loud, noise, tag = (Tag.objects.get(name=name) for name in ("bråk", "støy", SECRET))
    file = store(ContentFile(SECRET.encode()).chunks())
    return {
        "statement": statement,
        "attachment": StatementFile.objects.create(statement=statement, stored=file, name="a.txt", content_kind="text"),
        "copied": copied,
        "joined": splitting.join_points(SYSTEM, point, other),
        "point": point,
        "tag": tag,
        "merged": tagging.merge_tags(SYSTEM, loud, noise),
    }


def _objected(consultation: Consultation) -> dict[str, Any]:
    statement = a_statement(consultation, party="authority", name=SECRET)
    day, values = date(2026, 9, 7), {"against": SECRET, "ground": SECRET}
    made = objecting.note_objection(SYSTEM, statement, values, day, new_id())
    turn = objecting.note_turn(SYSTEM, made, ObjectionState.DIALOGUE, day, SECRET, 1)
    back = objecting.take_back_turn(SYSTEM, made, turn)
    return {
        "objection": made,
        "turn": objecting.note_turn(SYSTEM, made, ObjectionState.DIALOGUE, day, SECRET, 3),
        "turn_taken_back": back,
    }


def _grouped(consultation: Consultation) -> dict[str, Any]:
    """Points of another statement than the one that is read, so that hers are as they are."""
    statement = a_statement(consultation, name=SECRET, text=SECRET)
    points = [Point.objects.create(statement=statement, starts=0, ends=9, quote=SECRET) for _place in range(2)]
    group, event = make_group(SYSTEM, consultation, SECRET, [point.pk for point in points])
    return {"group": group, "grouped_event": event}


def make_fjordvik(cast: Cast) -> Fjordvik:
    ingrid, anna = cast.person("Ingrid"), cast.person("Anna")
    sheet = _sheet(cast)
    plan = actions.create_plan(SYSTEM, cast.fjordvik, {"name": SECRET, "status": "in_process"})
    other = actions.create_plan(SYSTEM, cast.fjordvik, {"name": f"{SECRET} to", "status": "in_process"})
    invitation, path = make_invitation(cast.fjordvik, "planner")
    run = start_run(By(ingrid.id, str(ingrid)), cast.fjordvik, paste("Plan\tVedtatt\nKulturplan\t2019"))
    room = make_room(cast.fjordvik, SECRET)
    folder, gone_folder = (
        folders.create_folder(SYSTEM, room, None, SECRET),
        folders.create_folder(SYSTEM, room, None, "B"),
    )
    folders.delete_folder(SYSTEM, gone_folder)
    gone_folder.refresh_from_db()
    gone_file = put_file(room, "slettet.txt")
    archive_files.delete_file(SYSTEM, gone_file)
    process = begin_process(SYSTEM, plan, "KPA", {}, {})
    set_dates(SYSTEM, process, {Place("KPA-7"): Dates(planned_on=date(2027, 9, 6))})
    told = [{"name": SECRET, "address": SECRET}]
    said = Announced(Channel.LETTER, date(2026, 9, 7), SECRET, SECRET, None, SECRET, told)
    proof = note_announced(SYSTEM, process, "KPA-7", said, new_id())
    sending = Sending.objects.get(proof=proof)
    note_returned(SYSTEM, process, sending, date(2026, 9, 14), SECRET)
    gone_process = begin_process(SYSTEM, other, "KPA", {}, {})
    delete_process(SYSTEM, gone_process)
    consultation = make_consultation(SYSTEM, process, "KPA-7", {"about": SECRET})
    gone_room = make_room(cast.fjordvik, "Slettet")
    rooms.delete_room(SYSTEM, gone_room)
    return Fjordvik(
        of_strategies=make_strategies(cast, SECRET),
        of_red_thread=make_red_thread(cast, SECRET),
        common_event=_common_event(cast),
        health=open_round(SYSTEM, cast.ytre_fjord),
        sheet=sheet,
        private=_private(cast),
        review=_review(cast),
        sheet_document=sheet.documents.get(),
        sheet_version=Version.objects.get(document__sheet=sheet),
        **_agreed(cast),
        regional_recipient=add_recipient(SYSTEM, cast.ytre_fjord, {"name": SECRET, "why": SECRET}),
        process=process,
        process_event=AuditEvent.objects.get(subject_id=process.id, verb="process_dates_set"),
        gone_process=gone_process,
        proof=proof,
        sending=sending,
        consultation=consultation,
        table_reading=TableReading.objects.create(consultation=consultation, file_name=SECRET),
        **_said(consultation),
        **_objected(consultation),
        out=one_that_is_out(cast.fjordvik, "På høring"),
        document_out=put_out_document(SYSTEM, consultation, put_file(room, f"{SECRET}.pdf", SECRET.encode())),
        **_grouped(consultation),
        mail=IncomingMail.objects.create(
            consultation=consultation, stored=store(ContentFile(b"x").chunks()), name=SECRET, text=SECRET
        ),
        boundaries=BoundarySet.objects.create(file=store(ContentFile(b"{}").chunks()), file_name=SECRET, year=2024),
        room=room,
        folder=folder,
        file=put_file(room, f"{SECRET}.txt", SECRET.encode()),
        opening=rooms.open_room(SYSTEM, room, cast.lyngmo),
        gone_room=gone_room,
        gone_folder=gone_folder,
        moved=move(By(ingrid.id, str(ingrid)), room, [put_file(room, "flyttet.txt")], room, folder),
        renamed=_renamed(By(ingrid.id, str(ingrid)), room),
        gone_file=gone_file,
        cast=cast,
        ingrid=ingrid,
        plan=plan,
        other=other,
        event=AuditEvent.objects.get(subject_id=plan.id),
        link=actions.link_plans(SYSTEM, plan, LinkKind.ELABORATES, other),
        document=actions.add_file(SYSTEM, plan, SECRET, store(ContentFile(b"hemmelig").chunks()), "a.txt"),
        archive_link=actions.link_to_archive(SYSTEM, plan, room),
        share=actions.share_plan(SYSTEM, plan, cast.lyngmo),
        owner=owning.invite_owner(SYSTEM, plan, cast.lyngmo),
        run=run,
        invitation=invitation,
        membership=Membership.objects.get(person=ingrid),
        administrator=Membership.objects.get(person=anna),
        administrator_invitation=make_invitation(None, "administrator")[0],
        token_path=path,
        gathering=_gathering(cast, ingrid),
        mandate=_mandate(cast),
        passkey=Authenticator.objects.create(user=cast.person("Åse"), type="webauthn", data={"name": SECRET}),
        identity=LinkedIdentity.objects.create(
            person=ingrid, provider="porten", issuer="https://porten.example", subject="i"
        ),
        token=make_token(
            By(ingrid.id, str(ingrid)), ingrid, SECRET, ["read:plans"], timezone.now() + MONTH, has_two_steps=False
        )[0],
    )
