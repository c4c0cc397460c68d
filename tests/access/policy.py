"""Who may pass each door, written down a second time: apart from the code, so that a guard taken away is noticed.

Sets of actors of tests/access/world.py. In every path stand Maya's things: her session, her habit, her membership.
"""

PERSON = frozenset({"maya", "tomas", "amara", "daniel", "former", "ingrid", "stranger", "stranger_client"})
ANYONE = PERSON | {"ended", "invited", "nobody"}
CLIENT = frozenset({"maya", "tomas", "stranger_client"})
COACH = frozenset({"amara", "daniel", "former", "stranger"})
STAFF = COACH | {"ingrid"}
MAYA = frozenset({"maya"})
AMARA = frozenset({"amara"})
HERS = AMARA | {"ingrid"}
OWNER = frozenset({"ingrid"})

_BY_ACTORS = {
    ANYONE: """
        accounts.front accounts.sign_in accounts.ask_for_code accounts.code accounts.enter_code accounts.join
        accounts.start
        accounts.join_code accounts.enter_join_code accounts.ask_again accounts.asked_again accounts.sign_out
        health.live health.ready help.now help.terms help.privacy practices.breathe""",
    PERSON: """
        accounts.settings accounts.settings_you accounts.save_you accounts.settings_address accounts.ask_for_address
        accounts.settings_address_code accounts.prove_address accounts.settings_appearance accounts.save_appearance
        accounts.save_zone accounts.settings_sign_ins accounts.end_other_sign_ins accounts.still_here""",
    CLIENT: """
        today.show checkins.show checkins.create checkins.create_fragment progress.show habits.index
        habits.new habits.create habits.pause_all
        sessions.coach sessions.last accounts.settings_practices accounts.save_practices accounts.settings_privacy
        accounts.save_privacy practices.complete_breathing practices.complete_breathing_fragment
        practices.start_breathing sync.sync""",
    MAYA: """
        accounts.end_sign_in checkins.edit checkins.withdraw checkins.withdraw_fragment
        practices.player practices.complete practices.complete_fragment practices.start practices.not_today
        practices.skip
        practices.skipped practices.done practices.correct
        habits.show habits.edit habits.update habits.why habits.mark habits.mark_fragment habits.pause
        habits.end_pause
        habits.close habits.reopen habits.take habits.decline
        sessions.summary sessions.opening sessions.bring sessions.bring_fragment sessions.unbring
        sessions.unbring_fragment
        sessions.change_cue sessions.change_cue_fragment""",
    COACH: """
        review.roster practices.library practices.shelf practices.piece practices.version practices.trial
        practices.assignment practices.assign practices.copy practices.updates practices.update""",
    STAFF: "accounts.people accounts.new_invite accounts.invite_somebody",
    AMARA: """
        practices.given practices.withdraw practices.edit practices.save practices.arrange_steps
        practices.retire practices.offer_again
        review.brief review.reading review.client review.timeline review.practices review.notes
        sessions.schedule sessions.book sessions.move sessions.cancel sessions.book_again
        sessions.close_out sessions.draft sessions.draft_fragment sessions.publication_fragment
        sessions.preview sessions.private_note sessions.publication sessions.take_back habits.offer
        habits.create_offer""",
    HERS: """
        accounts.person accounts.ask_ending accounts.end accounts.pause accounts.resume
        accounts.invite accounts.invite_qr accounts.renew_invite accounts.revoke_invite""",
    OWNER: "sessions.hand_over",
}

# What each view declares: the first of two guards. The second, whose things they are, would often hide that it is gone.
_BY_ROLES = {
    ("anyone",): ANYONE,
    ("person",): PERSON,
    ("client",): CLIENT,
    ("coach",): COACH,
    ("coach", "owner"): STAFF,
    ("owner",): OWNER,
}


def declared(endpoint: str) -> set[str]:
    """The roles a view is for, by who may pass its door."""
    if endpoint == "accounts.end_sign_in":
        return {"person"}
    narrowed = {MAYA: CLIENT, AMARA: COACH, HERS: STAFF}
    actors = narrowed.get(DOORS[endpoint], DOORS[endpoint])
    return next(set(roles) for roles, who in _BY_ROLES.items() if who == actors)


DOORS = {endpoint: actors for actors, names in _BY_ACTORS.items() for endpoint in names.split()}
