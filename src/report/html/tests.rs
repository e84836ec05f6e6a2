//! The page loads nothing, runs only its own script, and every link leads somewhere.

use sha2::{Digest, Sha256};

use super::sheet::{POLICY, Sheet, both};
use crate::report::html::casebook::index;

/// Sixty-four letters for six bits each, as policies write sums.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let three = [chunk[0], *chunk.get(1).unwrap_or(&0), *chunk.get(2).unwrap_or(&0)];
        let bits = (u32::from(three[0]) << 16) | (u32::from(three[1]) << 8) | u32::from(three[2]);
        for place in 0..4_usize {
            let letter = usize::try_from((bits >> (18 - 6 * place)) & 63).unwrap();
            out.push(if place <= chunk.len() { char::from(LETTERS[letter]) } else { '=' });
        }
    }
    out
}

/// The policy lets run what stands in the page, byte for byte, and nothing else.
#[test]
fn the_policy_allows_this_style_and_this_script_alone() {
    for (what, file) in [("style", include_str!("page.css")), ("script", include_str!("page.js"))] {
        let sum = format!("{what}-src 'sha256-{}'", base64(&Sha256::digest(file.as_bytes())));
        assert!(POLICY.contains(&sum), "the policy wants {sum}");
        assert!(!file.contains("</"), "{what} would end its own tag");
        assert!(!file.contains("http") && !file.contains("url(") && !file.contains("import"));
    }
    assert!(POLICY.starts_with("default-src 'none'"));
    assert!(!POLICY.contains("unsafe"));
    let page = Sheet::default().finish("t", "");
    assert!(page.contains(&format!("<style>{}</style>", include_str!("page.css"))));
    assert!(page.contains(&format!("<script>{}</script>", include_str!("page.js"))));
    let policy = page.find("Content-Security-Policy").unwrap();
    assert!(policy < page.find("<style>").unwrap() && policy < page.find("<script>").unwrap());
    assert_eq!(base64(b"light w"), "bGlnaHQgdw==");
}

#[test]
fn a_hostile_title_and_hostile_words_stay_words() {
    let hostile = "</title><script>alert('1')</script>\"\u{202e}";
    let page = Sheet::default().finish(hostile, &both(hostile, hostile));
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page.matches("</title>").count(), 1);
    assert!(!page.contains('\u{202e}'));
}

/// A folder that would lead elsewhere is left out.
#[test]
fn the_index_leads_to_its_own_folders_alone() {
    let folders =
        ["chengguan-a", "../up", "http://x", "a/b", "a\"b"].map(|f| (f.into(), "<甲>".into()));
    let page = index(None, &folders);
    assert_eq!(page.matches("report.html").count(), 1);
    assert!(page.contains("<a href=\"chengguan-a/report.html\">&lt;甲&gt;</a>"));
}
