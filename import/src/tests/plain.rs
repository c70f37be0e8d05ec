//! Plain text.

use super::{PICTURE, paper, show};
use expect_test::{Expect, expect};

fn check(text: &str, expected: Expect) {
    let (imported, report) = paper(&[
        ("dateline.toml", b"time_zone = \"Asia/Seoul\""),
        ("2018-06-01-text.txt", text.as_bytes()),
    ]);
    let article = &imported.stories[0].article;
    expected.assert_eq(&(show::head(article) + &show::body(article) + &report));
}

#[test]
fn a_newspapers_page() {
    check(
        "Kim Meets Minister in Pyongyang\n\n  • By Pak Soo-chan\n\n    June 01, 2018 11:31\n\n    North Korean \
         leader Kim Jong-un met\n    the minister.\n\n    \"We have very positively assessed the [joint \
         declaration], which [South Korea] signed,\" Lavrov told Kim.\n\n    Lavrov (left) and Kim meet on \
         Thursday. /TASS-Yonhap\n\n    The [other] text.\n\n    • Copyright © Chosunilbo &\n    Previous \
         Next\n    All Headlines Back to Top\n",
        expect![[r#"
            text: Kim Meets Minister in Pyongyang
            authors: pak-soo-chan=Pak Soo-chan
            published: 2018-06-01T11:31:00+09:00 | June 01, 2018 11:31 | 1 June 2018
            copyright: Copyright © Chosunilbo
            North Korean leader Kim Jong-un met the minister.
            “We have very positively assessed the <insert joint declaration>, which <insert South Korea> signed,” Lavrov told Kim.
            ![]( 0x0) Lavrov (left) and Kim meet on Thursday. / TASS > Yonhap
            The [other] text.
        "#]],
    );
}

#[test]
fn other_layouts() {
    check(
        "Headline\nBy A B, C and D\n2018년 6월 1일 11:31\n\nText\nof two lines.\n\n© Paper\n\nBack to Top",
        expect![[r#"
            text: Headline
            authors: a-b=A B, c=C, d=D
            published: 2018-06-01T11:31:00+09:00 | 2018년 6월 1일 11:31 | 1 June 2018
            copyright: © Paper
            Text of two lines.
        "#]],
    );
    check(
        "Just a headline\n\nA paragraph.\n\nBy noon the rain had stopped.\n",
        expect![[r#"
            text: Just a headline
            published: 2018-06-01 | 1 June 2018 | 1 June 2018
            A paragraph.
            By noon the rain had stopped.
        "#]],
    );
    check(
        "\r\nHeadline\r\n\r\n• By A\r\n\r\nUpdated: June 3, 2018\r\n\r\nText.\r\n",
        expect![[r#"
            text: Headline
            authors: a=A
            published: 2018-06-03 | Updated: June 3, 2018 | 3 June 2018
            Text.
        "#]],
    );
    check(
        "---\ntitle: Given\nauthor: Her\n---\nHeadline in the text\n\nText.",
        expect![[r#"
            text: Given
            authors: her=Her
            published: 2018-06-01 | 1 June 2018 | 1 June 2018
            Headline in the text
            Text.
        "#]],
    );
}

#[test]
fn a_second_date_is_the_update() {
    check(
        "Headline\n\nPublished: June 1, 2018 11:31\nUpdated: June 3, 2018 9:00\n\nText.\n\nUpdated: June 4, 2018",
        expect![[r#"
            text: Headline
            published: 2018-06-01T11:31:00+09:00 | Published: June 1, 2018 11:31 | 1 June 2018
            updated: 2018-06-03T09:00:00+09:00 | 3 June 2018, 09:00 | 3 June 2018
            Text.
            Updated: June 4, 2018
        "#]],
    );
    check(
        "Headline\n\n입력 2018.06.01 11:31\n\n수정 2018.06.02 08:00\n\nPosted: June 5, 2018\n\nText.",
        expect![[r#"
            text: Headline
            published: 2018-06-01T11:31:00+09:00 | 입력 2018.06.01 11:31 | 1 June 2018
            updated: 2018-06-02T08:00:00+09:00 | 2 June 2018, 08:00 | 2 June 2018
            Posted: June 5, 2018
            Text.
        "#]],
    );
}

#[test]
fn copyright_notices() {
    check(
        "Headline\n\nCopyright law (the 1909 Act) did not cover it.\n\nCopyright © is what they \
         printed.\n\nText.\n\nCopyright (c) 2018 Paper\n\nAll Headlines\n",
        expect![[r#"
            text: Headline
            published: 2018-06-01 | 1 June 2018 | 1 June 2018
            copyright: Copyright (c) 2018 Paper
            Copyright law (the 1909 Act) did not cover it.
            Copyright © is what they printed.
            Text.
        "#]],
    );
    check(
        "Headline\n\nText.\n\n• © First\n\n© Second\n\n• Copyright law is new.\n\n© Third\n",
        expect![[r#"
            text: Headline
            published: 2018-06-01 | 1 June 2018 | 1 June 2018
            copyright: © First
            Text.
            © Second
            • Copyright law is new.
            © Third
        "#]],
    );
    check(
        "© Headline\n",
        expect![[r#"
            text: © Headline
            published: 2018-06-01 | 1 June 2018 | 1 June 2018
        "#]],
    );
}

#[test]
fn a_picture_beside_the_text_belongs_to_its_caption() {
    let text = b"Headline\n\nThey meet. /AP\n\nText.";
    let (imported, _) = paper(&[("news/meeting.txt", text), ("news/meeting.svg", PICTURE)]);
    let story = &imported.stories[0];
    expect![[r#"
        ![](media/meeting-c8d01734.svg 640x480) They meet. / AP
        Text.
    "#]]
    .assert_eq(&show::body(&story.article));
    assert_eq!(story.media.len(), 1);
}
