"""The guard refuses what a message template has no business doing, and lets the rest through."""

import time

import pytest

from mentorcrm.asks import guard
from mentorcrm.asks.fields import published_lists, published_names
from mentorcrm.errors import TemplateError

FIELDS = published_names()
LISTS = published_lists()
CONTEXT: guard.Context = {
    "say": dict.fromkeys((n[4:] for n in FIELDS if n.startswith("say.")), "A sentence."),
    "bit": dict.fromkeys((n[4:] for n in FIELDS if n.startswith("bit.")), "a bit"),
    "part": dict.fromkeys((n[5:] for n in FIELDS if n.startswith("part.")), "typed"),
    "topic": dict.fromkeys((n[6:] for n in FIELDS if n.startswith("topic.")), "topic"),
    "need": dict.fromkeys((n[5:] for n in FIELDS if n.startswith("need.")), ""),
    "me": dict.fromkeys((n[3:] for n in FIELDS if n.startswith("me.")), "Ben"),
    "person": {
        **dict.fromkeys((n[7:] for n in FIELDS if n.startswith("person.")), "Ana"),
        "facts": ("wrote a book", "gave a talk"),
    },
    "attachments": ("trade-offs.pdf",),
    "today": "1 December 2026",
}

HOSTILE = {
    "class": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "class of a field": "{{ person.__class__ }}",
    "init globals": "{{ person.__init__.__globals__ }}",
    "cycler": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "cycler call": "{{ cycler('a', 'b') }}",
    "lipsum globals": "{{ lipsum.__globals__['os'] }}",
    "lipsum": "{{ lipsum(n=200000) }}",
    "joiner": "{{ joiner(', ') }}",
    "dict global": "{{ dict(a=1) }}",
    "attr filter": "{{ ''|attr('format') }}",
    "attr dunder": "{{ person|attr('__class__') }}",
    "map attribute": "{{ person.facts|map(attribute='__class__')|list }}",
    "selectattr": "{{ person.facts|selectattr('x') }}",
    "format method": "{{ '{0.__class__}'.format(person) }}",
    "format_map": "{{ '{a}'.format_map(person) }}",
    "percent": "{{ '%1000000000d' % 1 }}",
    "private note": "{{ person.notes }}",
    "private group": "{{ mentor.private_notes }}",
    "fit rating": "{{ person.fit_rating }}",
    "reciprocity": "{{ person.reciprocity }}",
    "children": "{{ person.interactions }}",
    "back reference": "{{ need.person.name }}",
    "sa instance state": "{{ person._sa_instance_state }}",
    "registry": "{{ person.registry.dispose() }}",
    "metadata": "{{ person.metadata.clear() }}",
    "delete": "{{ person.delete() }}",
    "append": "{{ person.facts.append('x') }}",
    "pop": "{{ person.facts.pop() }}",
    "remove": "{{ person.facts.remove('x') }}",
    "clear": "{{ person.facts.clear() }}",
    "pop by key": "{{ person['pop']('name') }}",
    "dict items": "{{ person.items() }}",
    "dict keys": "{{ person.keys }}",
    "dict update": "{{ person.update({'name': 'x'}) }}",
    "string method": "{{ person.name.upper() }}",
    "set": "{% set x = 1 %}{{ x }}",
    "set attribute": "{% set person.name = 'x' %}",
    "block set": "{% set x %}abc{% endset %}",
    "namespace doubling": "{% set ns = namespace(s='a') %}{% for i in person.facts %}"
    "{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
    "macro recursion": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "include": "{% include '/etc/passwd' %}",
    "import": "{% import 'x' as y %}",
    "from import": "{% from 'x' import y %}",
    "extends": "{% extends 'x' %}",
    "block": "{% block x %}{% endblock %}",
    "call block": "{% call x() %}{% endcall %}",
    "filter block": "{% filter upper %}x{% endfilter %}",
    "with": "{% with a=1 %}{{ a }}{% endwith %}",
    "do": "{% do person.facts.append(1) %}",
    "autoescape": "{% autoescape false %}{% endautoescape %}",
    "debug": "{% debug %}",
    "self": "{{ self._TemplateReference__context }}",
    "self name": "{{ self }}",
    "loop outside": "{{ loop.index }}",
    "loop internals": "{% for f in person.facts %}{{ loop.previtem }}{% endfor %}",
    "loop cycle": "{% for f in person.facts %}{{ loop.cycle('a', 'b') }}{% endfor %}",
    "loop parent": "{% for f in person.facts %}{{ loop._iterable }}{% endfor %}",
    "recursive loop": "{% for f in person.facts recursive %}{{ loop(person.facts) }}{% endfor %}",
    "range": "{% for i in range(10**9) %}x{% endfor %}",
    "nested ranges": "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}",
    "loop over text": "{% for c in say.focus %}{{ c }}{% endfor %}",
    "loop over literal": "{% for c in ['a', 'b'] %}{{ c }}{% endfor %}",
    "loop over filter": "{% for c in person.name|upper %}{{ c }}{% endfor %}",
    "three loops": "{% for a in person.facts %}{% for b in person.facts %}"
    "{% for c in person.facts %}x{% endfor %}{% endfor %}{% endfor %}",
    "unpacking": "{% for a, b in person.facts %}{% endfor %}",
    "string times": "{{ 'a' * 10**9 }}",
    "power": "{{ 9**9**8 }}",
    "list times": "{{ [0] * 10**9 }}",
    "add": "{{ 1 + 1 }}",
    "minus": "{{ -1 }}",
    "big number": "{{ 99999999999 }}",
    "infinite number": "{{ 1e400 }}",
    "center": "{{ 'a'|center(1000000000) }}",
    "ljust": "{{ 'a'.ljust(1000000000) }}",
    "indent": "{{ 'a'|indent(1000000000) }}",
    "batch": "{{ 'abc'|batch(1000000000)|list }}",
    "slice": "{{ 'abc'|slice(50000000)|list }}",
    "truncate by much": "{{ 'abc'|truncate(1000000000) }}",
    "wordwrap": "{{ 'a b'|wordwrap(100000000) }}",
    "urlize": "{{ 'http://a'|urlize }}",
    "striptags": "{{ '<a>'|striptags }}",
    "xmlattr": "{{ {'a': 1}|xmlattr }}",
    "pprint": "{{ person|pprint }}",
    "tojson": "{{ person|tojson }}",
    "replace growing": "{{ say.focus" + "|replace('e', 'eeeeeeeeeeeeeeeeeeee')" * 8 + " }}",
    "replace empty": "{{ say.focus|replace('', 'x') }}",
    "join growing": "{{ person.facts|join('" + "x" * 9000 + "')"
    + "|replace('x', 'xxxxxxxxxxxx')" * 2 + " }}",
    "starred filter": "{{ 'a'|replace(*person.facts) }}",
    "slice of text": "{{ say.focus[0:2] }}",
    "computed key": "{{ person[me.name] }}",
    "brackets": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "brackets with spaces": "{{ " + "( " * 3000 + "1" + " )" * 3000 + " }}",
    "nots": "{{ " + "not " * 3000 + "1 }}",
    "nested ifs": "{% if 1 %}" * 300 + "x" + "{% endif %}" * 300,
    "long": "x" * 120_000,
    "many nodes": "{{ me.name }}" * 1_400,
    "unclosed tag": "{% if person.name %}x",
    "unclosed expression": "{{ person.name ",
    "unknown tag": "{% python %}",
    "unknown filter": "{{ person.name|evil }}",
    "unknown test": "{% if person.name is callable %}x{% endif %}",
    "ternary chain": "{{ " + "1 if 1 else " * 400 + "1 }}",
    "nul": "{{ '\x00' * 3 }}",
    "output": "{% for a in person.facts %}{% for b in person.facts %}"
    + "y" * 19_000 + "{% endfor %}{% endfor %}" + "{{ person.facts|join('" + "z" * 500 + "') }}",
}  # fmt: skip
HARMLESS = {"output"}

NORMAL = {
    "Hello": "Hello",
    "Dear {{ person.first_name }},": "Dear Ana,",
    "{{ person['name'] }}": "Ana",
    "{{ person.facts[0] }}": "wrote a book",
    "{{ person.facts|join(' and ') }}": "wrote a book and gave a talk",
    "{{ person.facts|first }}": "wrote a book",
    "{{ person.facts|last }}": "gave a talk",
    "{{ person.facts|length }}": "2",
    "{{ attachments|count }}": "1",
    "{% if say.stuck %}yes{% endif %}": "yes",
    "{% if need.why_now %}yes{% else %}no{% endif %}": "no",
    "{% if need.why_now %}a{% elif say.focus %}b{% else %}c{% endif %}": "b",
    "{% if say.stuck and not need.why_now %}x{% endif %}": "x",
    "{% if say.stuck or need.why_now %}x{% endif %}": "x",
    "{% for f in person.facts %}{{ f }};{% endfor %}": "wrote a book;gave a talk;",
    "{% for f in person.facts %}{{ loop.index }}{{ f|first }} {% endfor %}": "1w 2g ",
    "{% for f in person.facts %}{{ f }}{% if not loop.last %}, {% endif %}{% endfor %}":
        "wrote a book, gave a talk",
    "{% for f in person.facts if f != 'gave a talk' %}{{ f }}{% endfor %}": "wrote a book",
    "{% for f in attachments %}{{ f }}{% else %}none{% endfor %}": "trade-offs.pdf",
    "{{ 'a' if say.focus else 'b' }}": "a",
    "{{ me.name ~ ', ' ~ person.name }}": "Ben, Ana",
    "{{ need.why_now|default('soon', true) }}": "soon",
    "{{ bit.focus|upfirst }}": "A bit",
    "{{ say.focus|lowfirst }}": "a sentence.",
    "{{ say.focus|upper }}": "A SENTENCE.",
    "{{ say.focus|lower|capitalize }}": "A sentence.",
    "{{ say.focus|replace('sentence', 'line') }}": "A line.",
    "{{ say.focus|truncate(5) }}": "A…",
    "{{ '2026-06-14'|date }}": "14 June 2026",
    "{{ person.name|firstname }}": "Ana",
    "{% if 'sent' in say.focus %}x{% endif %}": "x",
    "{% if person.name == 'Ana' %}x{% endif %}": "x",
    "{% if person.name is defined %}x{% endif %}": "x",
    "{% if person.facts|length > 1 %}x{% endif %}": "x",
    "{# a remark #}x": "x",
    "{% raw %}{{ x }}{% endraw %}": "{{ x }}",
    "{{ '<b>'|e }}": "<b>",
    "a\n{%- if say.focus %}\nb\n{%- endif %}\nc": "a\nb\nc",
}  # fmt: skip


def run(source: str) -> str:
    return guard.compile_source(source, FIELDS, LISTS).render(CONTEXT)


def test_there_are_enough_of_both() -> None:
    assert len(HOSTILE) >= 60
    assert len(NORMAL) >= 30


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_is_refused_or_harmless(name: str) -> None:
    started = time.perf_counter()
    if name in HARMLESS:
        assert len(run(HOSTILE[name])) <= guard.OUTPUT_CHARACTERS
    else:
        with pytest.raises(TemplateError) as refusal:
            run(HOSTILE[name])
        assert len(str(refusal.value)) < 300
    # The goal is 50 ms; a busy test machine gets ten times that before it counts as a hang.
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(("source", "expected"), NORMAL.items())
def test_a_normal_template_renders(source: str, expected: str) -> None:
    assert run(source) == expected


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("a\nb\n{{ person.notes }}", 3, "there is no field “person.notes”"),
        ("a\n{% set x = 1 %}", 2, "Assign is not allowed"),
        ("a\n\n\n{{ person.name ", 4, "unexpected end"),
        ("a\n{{ person.name|evil }}", 2, "no filter “evil”"),
        ("\n" + "(" * 50, 2, "opening brackets"),
    ],
)
def test_a_refusal_names_its_line_and_reason(source: str, line: int, words: str) -> None:
    with pytest.raises(TemplateError) as refusal:
        run(source)
    assert refusal.value.line == line
    assert str(refusal.value).startswith(f"Line {line}: ")
    assert words in str(refusal.value)


def test_the_first_line_shifts_the_lines_of_refusals() -> None:
    with pytest.raises(TemplateError) as refusal:
        guard.compile_source("a\n{{ nothing }}", FIELDS, LISTS, 10)
    assert refusal.value.line == 11


def test_a_failure_while_rendering_names_its_line() -> None:
    source = "a\n{{ say.focus|replace('', 'x') }}"
    with pytest.raises(TemplateError):
        run(source)
    compiled = guard.compile_source("a\nb\n{{ person.facts[7] }}", FIELDS, LISTS)
    with pytest.raises(TemplateError) as failure:
        compiled.render(CONTEXT)
    assert failure.value.line == 3


def test_content_of_a_field_is_never_compiled() -> None:
    person = {**CONTEXT["person"], "name": "{{ 7*7 }}{% set x %}"}  # type: ignore[dict-item]
    compiled = guard.compile_source("Dear {{ person.name }},", FIELDS, LISTS)
    assert compiled.render({**CONTEXT, "person": person}) == "Dear {{ 7*7 }}{% set x %},"


def test_no_published_name_is_a_method_of_its_group() -> None:
    for name in FIELDS:
        assert not hasattr(dict, name.rpartition(".")[2])


def test_output_is_counted_while_it_grows() -> None:
    body = "y" * 9_000
    loops = (
        "{% for a in attachments %}{% for b in attachments %}" + body + "{% endfor %}{% endfor %}"
    )
    many = {**CONTEXT, "attachments": ("x",) * guard.LIST_ITEMS}
    with pytest.raises(TemplateError, match="200,000"):
        guard.compile_source(loops, FIELDS, LISTS).render(many)


def test_work_in_loops_has_a_budget() -> None:
    many = {**CONTEXT, "attachments": ("x" * 4_000,) * guard.LIST_ITEMS}
    filters = "{% if a" + "|upper" * 18 + " == 'z' %}y{% endif %}"
    loops = (
        "{% for a in attachments %}{% for b in attachments %}"
        + filters
        + "{% endfor %}{% endfor %}"
    )
    with pytest.raises(TemplateError, match="more work"):
        guard.compile_source(loops, FIELDS, LISTS).render(many)


def test_the_same_source_is_compiled_once() -> None:
    first = guard.compile_source("once {{ me.name }}", FIELDS, LISTS)
    assert guard.compile_source("once {{ me.name }}", FIELDS, LISTS) is first
