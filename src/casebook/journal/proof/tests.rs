//! All trees up to 64 entries, held beside RFC 6962 written down word for word.

use super::*;

type Hash = [u8; 32];

fn sha(parts: &[&[u8]]) -> Hash {
    Sha256::digest(parts.concat()).into()
}

/// k: the largest power of two smaller than n (section 2.1).
fn split(n: usize) -> usize {
    n.next_power_of_two() / 2
}

/// MTH(D[n]), section 2.1.
fn mth(d: &[Hash]) -> Hash {
    match d {
        [] => sha(&[]),
        [one] => sha(&[&[0], one]),
        _ => {
            let (left, right) = d.split_at(split(d.len()));
            sha(&[&[1], &mth(left), &mth(right)])
        }
    }
}

/// PATH(m, D[n]), section 2.1.1.
fn path(m: usize, d: &[Hash]) -> Vec<Hash> {
    if d.len() == 1 {
        return Vec::new();
    }
    let k = split(d.len());
    let (left, right) = d.split_at(k);
    if m < k {
        [path(m, left), vec![mth(right)]].concat()
    } else {
        [path(m - k, right), vec![mth(left)]].concat()
    }
}

/// PROOF(m, D[n]) = SUBPROOF(m, D[n], true), section 2.1.2.
fn subproof(m: usize, d: &[Hash], whole: bool) -> Vec<Hash> {
    if m == d.len() {
        return if whole { Vec::new() } else { vec![mth(d)] };
    }
    let k = split(d.len());
    let (left, right) = d.split_at(k);
    if m <= k {
        [subproof(m, left, whole), vec![mth(right)]].concat()
    } else {
        [subproof(m - k, right, false), vec![mth(left)]].concat()
    }
}

fn leaves(n: usize) -> Vec<Hash> {
    (0..n).map(|n| sha(&[b"entry", &n.to_be_bytes()])).collect()
}

fn tree(leaves: &[Hash]) -> Tree {
    leaves.iter().map(|leaf| Fingerprint::from_bytes(*leaf)).collect()
}

fn hashes(proof: &Proof) -> Vec<Hash> {
    proof.hashes().iter().map(|hash| *hash.as_bytes()).collect()
}

fn head(number: usize, leaf: Hash) -> Head {
    Head { number: number as u64, hash: Fingerprint::from_bytes(leaf) }
}

#[test]
fn every_tree_up_to_64_entries_agrees_with_the_rfc() {
    let all = leaves(64);
    let roots: Vec<Root> = (0..=64).map(|n| tree(&all[..n]).root()).collect();
    for n in 0..=64 {
        let d = &all[..n];
        let tree = tree(d);
        let root = roots[n];
        assert_eq!((root.entries, *root.hash.as_bytes()), (n as u64, mth(d)));
        for m in 0..n {
            let proof = tree.prove_entry(m as u64 + 1).unwrap();
            assert_eq!(hashes(&proof), path(m, d), "entry {m} of {n}");
            root.check_entry(head(m + 1, d[m]), &proof).unwrap();
        }
        for (m, old) in roots.iter().enumerate().take(n + 1) {
            let proof = tree.prove_growth(m as u64).unwrap();
            let expected = if m == 0 { Vec::new() } else { subproof(m, d, true) };
            assert_eq!(hashes(&proof), expected, "from {m} to {n}");
            root.check_growth(*old, &proof).unwrap();
        }
        assert_eq!(tree.prove_entry(0), None);
        assert_eq!(tree.prove_entry(n as u64 + 1), None);
        assert_eq!(tree.prove_growth(n as u64 + 1), None);
    }
}

/// The vectors that implementations of RFC 6962 share (certificate-transparency, `merkletree`).
#[test]
fn known_roots() {
    let data: [&[u8]; 8] = [
        &[],
        &[0x00],
        &[0x10],
        &[0x20, 0x21],
        &[0x30, 0x31],
        &[0x40, 0x41, 0x42, 0x43],
        &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        &[
            0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d,
            0x6e, 0x6f,
        ],
    ];
    let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    // Leaves of any length: the plain functions are held to the vectors, and the tree to them.
    fn plain(d: &[&[u8]]) -> Hash {
        match d {
            [] => sha(&[]),
            [one] => sha(&[&[0], one]),
            _ => {
                let (left, right) = d.split_at(split(d.len()));
                sha(&[&[1], &plain(left), &plain(right)])
            }
        }
    }
    let mut theirs = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    for (n, root) in roots.iter().enumerate() {
        assert_eq!(Fingerprint::from_bytes(plain(&data[..n])).to_string(), *root, "{n} leaves");
        assert_eq!(fingerprint(theirs.root().as_bytes()).to_string(), *root, "{n} leaves");
        if let Some(leaf) = data.get(n) {
            theirs.push(leaf.to_vec());
        }
    }
}

#[test]
fn a_proof_about_anything_else_is_refused() {
    let all = leaves(13);
    let tree = tree(&all);
    let root = tree.root();
    for n in 1..=13 {
        let proof = tree.prove_entry(n as u64).unwrap();
        let entry = head(n, all[n - 1]);
        root.check_entry(entry, &proof).unwrap();
        for other in (0..=14).filter(|other| *other != n) {
            let elsewhere = Head { number: other as u64, ..entry };
            assert_eq!(root.check_entry(elsewhere, &proof), Err(Unproven), "{n} as {other}");
        }
        assert_eq!(root.check_entry(head(n, [7; 32]), &proof), Err(Unproven));
        let wrong = Root { hash: Fingerprint::of(b"x"), ..root };
        assert_eq!(wrong.check_entry(entry, &proof), Err(Unproven));
        for step in 0..proof.0.len() {
            let mut changed = proof.clone();
            changed.0[step] = Fingerprint::of(b"x");
            assert_eq!(root.check_entry(entry, &changed), Err(Unproven));
            let mut less = proof.clone();
            less.0.remove(step);
            assert_eq!(root.check_entry(entry, &less), Err(Unproven));
        }
        let mut more = proof.clone();
        more.0.push(Fingerprint::of(b"x"));
        assert_eq!(root.check_entry(entry, &more), Err(Unproven));
    }
}

#[test]
fn a_journal_written_anew_proves_no_growth() {
    let all = leaves(21);
    for changed in 0..10 {
        let old = tree(&all[..10]).root();
        let mut anew = all.clone();
        anew[changed] = [7; 32];
        let tree = tree(&anew);
        let proof = tree.prove_growth(10).unwrap();
        assert_eq!(tree.root().check_growth(old, &proof), Err(Unproven), "entry {changed}");
    }
    let (old, new) = (tree(&all[..10]).root(), tree(&all).root());
    let proof = tree(&all).prove_growth(10).unwrap();
    new.check_growth(old, &proof).unwrap();
    assert_eq!(old.check_growth(new, &proof), Err(Unproven), "a journal does not shrink");
    assert_eq!(new.check_growth(Root { entries: 9, ..old }, &proof), Err(Unproven));
    let nothing = Root { entries: 0, hash: Fingerprint::of(b"") };
    new.check_growth(nothing, &Proof::default()).unwrap();
    assert_eq!(new.check_growth(Root { entries: 0, ..old }, &Proof::default()), Err(Unproven));
    assert_eq!(new.check_growth(nothing, &proof), Err(Unproven));
}

#[test]
fn numbers_from_outside_do_not_panic() {
    let some = Proof(vec![Fingerprint::of(b"x"); 3]);
    for entries in [0, 1, 2, 3, MAX_ENTRIES, MAX_ENTRIES + 1, u64::MAX / 2, u64::MAX - 1, u64::MAX]
    {
        let root = Root { entries, hash: Fingerprint::of(b"") };
        for number in [0, 1, 2, MAX_ENTRIES, u64::MAX / 2, u64::MAX / 2 + 1, u64::MAX] {
            let head = Head { number, hash: Fingerprint::of(b"") };
            for proof in [&some, &Proof::default()] {
                assert_eq!(root.check_entry(head, proof), Err(Unproven));
                let other = Root { entries: number, hash: Fingerprint::of(b"y") };
                assert_eq!(root.check_growth(other, proof), Err(Unproven));
                assert_eq!(other.check_growth(root, proof).is_ok(), {
                    entries == 0 && proof.0.is_empty() && number <= MAX_ENTRIES
                });
            }
        }
    }
}

#[test]
fn proofs_survive_json_within_limits() {
    let proof = tree(&leaves(9)).prove_entry(3).unwrap();
    let written = serde_json::to_string(&proof).unwrap();
    assert_eq!(serde_json::from_str::<Proof>(&written).unwrap(), proof);
    let long = vec![Fingerprint::of(b""); MAX_STEPS + 1];
    assert!(serde_json::from_str::<Proof>(&serde_json::to_string(&long).unwrap()).is_err());
    let tree = tree(&leaves(2));
    assert_eq!(format!("{tree:?}"), format!("Tree(2 {})", tree.root().hash));
}
