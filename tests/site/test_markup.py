from __future__ import annotations

import pytest

from events.site import markup


def link(url: str, said: str = "") -> str:
    return f'<a href="{url}" rel="noopener noreferrer nofollow">{said or url}</a>'


def test_no_line_begins_with_a_mark_that_french_sets_apart() -> None:
    page = '<p title="a : b">« Pertes » : qui <b>paie ?</b></p><pre>a : b</pre>'
    shown = '<p title="a : b">«~Pertes~»~: qui <b>paie~?</b></p><pre>a : b</pre>'
    assert markup.unbroken(page) == shown.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("One *two* **three**.", "<p>One <em>two</em> <strong>three</strong>.</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](mailto:a@example.org)", '<p><a rel="noopener noreferrer nofollow">x</a></p>'),
        ("[x](//example.org/)", '<p><a rel="noopener noreferrer nofollow">x</a></p>'),
        ("[x](https://example.org/)", '<p><a href="https://example.org/" rel="noopener noreferrer nofollow">x</a></p>'),
        ("![eye](https://example.org/spy.gif)", "<p></p>"),
        ("See https://example.org/a_b.", f"<p>See {link('https://example.org/a_b')}.</p>"),
        ("(https://example.org/a_(b)?c=d&e=f)", f"<p>({link('https://example.org/a_(b)?c=d&amp;e=f')})</p>"),
        (
            "**https://example.org**, HTTP://b.example",
            f"<p><strong>{link('https://example.org')}</strong>, {link('HTTP://b.example')}</p>",
        ),
        ("`https://example.org`", "<p><code>https://example.org</code></p>"),
        ("    https://example.org", "<pre><code>https://example.org\n</code></pre>"),
        ("<https://example.org>", f"<p>{link('https://example.org')}</p>"),
        ("[https://a.example](https://b.example)", f"<p>{link('https://b.example', 'https://a.example')}</p>"),
        ("https:// and javascript://x and https://[", "<p>https:// and javascript://x and https://[</p>"),
        ('https://a.example/"onclick=alert(1)', f'<p>{link("https://a.example/")}"onclick=alert(1)</p>'),
        ("# Head", "<h2>Head</h2>"),
        ("#### Head", "<h2>Head</h2>"),
        ("", ""),
    ],
)
def test_markdown_comes_out_clean(written: str, html: str) -> None:
    assert markup.to_html(written).strip() == html


@pytest.mark.parametrize(
    ("written", "plain", "more"),
    [
        ("Short.", "Short.", False),
        ("One\nline.", "One line.", False),
        ("First.\n\nSecond.", "First.", True),
        ("First *and* [best](https://example.org) of R&D.\n\nSecond.", "First and best of R&D.", True),
        ("# Head\n\nText.", "Head", True),
        ("<b>bold</b>", "<b>bold</b>", False),
        ("", "", False),
    ],
)
def test_an_excerpt_is_the_first_paragraph_as_plain_text(written: str, plain: str, more: bool) -> None:
    assert markup.excerpt(written) == (plain, more)


def test_a_long_paragraph_ends_with_a_sentence() -> None:
    text = "The region changes fast. " * 20
    assert markup.excerpt(text) == (("The region changes fast. " * 15).strip(), True)


def test_a_long_sentence_ends_with_a_word() -> None:
    short, more = markup.excerpt("word " * 200)
    assert (len(short), short[-5:], more) == (395, "word…", True)


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("/path", False),
        ("https://", False),
        ("http://[::1", False),
    ],
)
def test_links_lead_to_the_web_only(url: str, may: bool) -> None:
    assert markup.is_web_address(url) is may
