"""A row for each letter, as it is noted that they were sent."""

from plandugnad.processes.notice.models import Announcement, Channel, Proof, Sending


def note_sendings(kept: Announcement, proof: Proof) -> None:
    """Who is told of in the proof but no longer on the list has a row too."""
    if proof.channel != Channel.LETTER:
        return
    on_list = {(one.name, one.address): one for one in kept.recipients.filter(erased_at=None)}
    Sending.objects.bulk_create(
        Sending(
            proof=proof,
            recipient=on_list.get((told["name"], told["address"])),
            name=told["name"],
            address=told["address"],
            is_private=bool(told.get("private")),
            position=position,
        )
        for position, told in enumerate(proof.recipients)
    )
