"""The catalogue as it is used for one article."""

from __future__ import annotations

from datetime import date
from functools import cache

from service.lexicons.catalogue import Catalogue


class ArticleCatalogue:
    """The lookups of a catalogue, remembered by phrase and forgotten with the article.

    Nothing of a request may outlive it, so the catalogue itself must not remember.  `day` is the day on which
    the article appeared; None if nobody said.
    """

    def __init__(self, catalogue: Catalogue, day: date | None = None) -> None:
        self.day = day
        self.latest = catalogue.latest
        self.institution = catalogue.institution
        self.person = catalogue.person
        self.affiliations = catalogue.affiliations
        self.sole_holder = catalogue.sole_holder
        self.government = catalogue.government
        self.may_name = catalogue.may_name
        self.may_name_medium = catalogue.may_name_medium
        self.find_anaphor = cache(catalogue.find_anaphor)
        self.find_network = cache(catalogue.find_network)
        self.demonym = cache(catalogue.demonym)
        self.country_of = catalogue.country_of
        self.office = catalogue.office
        self.offices_on = catalogue.offices_on
        self.office_elsewhere = catalogue.office_elsewhere
        self.nationality = cache(catalogue.nationality)
        self.find_institution = cache(catalogue.find_institution)
        self.find_government = cache(catalogue.find_government)
        self.office_of = cache(catalogue.office_of)
        self.offices_in_short = cache(catalogue.offices_in_short)
        self.may_need_country = cache(catalogue.may_need_country)
        self.refutes = catalogue.refutes
        self.means_person = cache(catalogue.means_person)
        self.is_former = cache(catalogue.is_former)
        self.may_be_any_ruler = cache(catalogue.may_be_any_ruler)
        self.stands_apart = cache(catalogue.stands_apart)
        self.is_spokesperson = cache(catalogue.is_spokesperson)
        self.names_role = cache(catalogue.names_role)
