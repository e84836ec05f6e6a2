//! A real browser, driven over a pipe: Chromium without a window.
//!
//! Where no browser is installed the tests that ask for one say so, loudly, and check
//! nothing. `UNBRELLA_BROWSER` names one that stands elsewhere.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A page that is open in a browser.
pub(crate) struct Page {
    browser: Child,
    to: File,
    from: BufReader<File>,
    session: String,
    asked: u64,
    /// What the browser told without being asked: requests, errors.
    told: Vec<Value>,
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.browser.kill();
        let _ = self.browser.wait();
    }
}

fn browser() -> Option<String> {
    let named = std::env::var("UNBRELLA_BROWSER").ok();
    let usual = ["chromium", "chromium-browser", "google-chrome"].map(str::to_owned);
    let found = named.into_iter().chain(usual).find(|name| {
        let mut asked = Command::new(name);
        asked.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
        asked.status().is_ok_and(|status| status.success())
    });
    if found.is_none() {
        // Past the capture of the test harness: nobody shall believe that this was checked.
        let said = "\nSKIPPED: no browser is installed, so no page was opened and nothing clicked; \
                    install chromium or set UNBRELLA_BROWSER.\n";
        std::io::stderr().write_all(said.as_bytes()).unwrap();
    }
    found
}

fn pipe(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    path
}

/// Opens a page from disk; nothing where there is no browser.
pub(crate) fn open(name: &str, html: &str) -> Option<Page> {
    let browser = browser()?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("browser-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("page.html");
    fs::write(&file, html).unwrap();
    let (to, from) = (pipe(&folder, "to"), pipe(&folder, "from"));
    let browser = Command::new("sh")
        .args(["-c", "exec \"$0\" \"$@\" 3<\"$TO\" 4>\"$FROM\"", &browser])
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe"])
        .args(["--no-first-run", "--disable-extensions", "--window-size=1280,1000"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg("about:blank")
        .env("TO", &to)
        .env("FROM", &from)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let to = File::options().write(true).open(to).unwrap();
    let from = BufReader::new(File::open(from).unwrap());
    let (session, told) = (String::new(), Vec::new());
    let mut page = Page { browser, to, from, session, asked: 0, told };
    let targets = page.call("Target.getTargets", json!({}));
    let targets = targets["targetInfos"].as_array().unwrap().clone();
    let target = targets.iter().find(|target| target["type"] == "page").unwrap();
    let wanted = json!({ "targetId": target["targetId"], "flatten": true });
    let session = page.call("Target.attachToTarget", wanted);
    page.session = session["sessionId"].as_str().unwrap().to_owned();
    for domain in ["Page.enable", "Network.enable", "Log.enable", "Runtime.enable"] {
        page.call(domain, json!({}));
    }
    page.call("Page.navigate", json!({ "url": format!("file://{}", file.display()) }));
    page.wait("document.readyState === 'complete' && document.body !== null");
    Some(page)
}

impl Page {
    fn call(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let mut message = json!({ "id": self.asked, "method": method, "params": params });
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        self.to.write_all(format!("{message}\0").as_bytes()).unwrap();
        loop {
            let mut bytes = Vec::new();
            self.from.read_until(0, &mut bytes).unwrap();
            assert_eq!(bytes.pop(), Some(0), "the browser has gone away");
            let answer: Value = serde_json::from_slice(&bytes).unwrap();
            if answer["id"] == self.asked {
                assert!(answer["error"].is_null(), "{method}: {answer}");
                return answer["result"].clone();
            }
            self.told.push(answer);
        }
    }

    /// What an expression comes to on the page.
    pub(crate) fn ask(&mut self, expression: &str) -> Value {
        let params = json!({ "expression": expression, "returnByValue": true });
        let answer = self.call("Runtime.evaluate", params);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    fn wait(&mut self, expression: &str) {
        let until = Instant::now() + Duration::from_secs(30);
        while self.ask(expression) != true {
            assert!(Instant::now() < until, "waited for {expression}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Clicks with the mouse on the first thing of a kind, as a reader would: it is brought
    /// into view, and what lies on top there has to be it.
    pub(crate) fn click(&mut self, what: &str) {
        let what = what.replace('\'', "\\'");
        let place = self.ask(&format!(
            "(() => {{
                const at = document.querySelector('{what}');
                at.scrollIntoView({{ block: 'center' }});
                const box = at.getClientRects()[0];
                const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
                return at.contains(document.elementFromPoint(x, y)) ? [x, y] : [];
            }})()"
        ));
        let [x, y] = place.as_array().unwrap().as_slice() else { panic!("{what} is covered") };
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", event);
        }
        // The page has done with the click once two frames were drawn.
        self.ask("window.drawn = 0; requestAnimationFrame(() => requestAnimationFrame(() => { window.drawn = 1; })); 0");
        self.wait("window.drawn === 1");
    }

    /// The browser asked for nothing but the page itself, and complained of nothing.
    pub(crate) fn stays_at_home(&mut self) {
        self.ask("0");
        let of = |method: &str| {
            self.told.iter().filter(|told| told["method"] == method).collect::<Vec<_>>()
        };
        for request in of("Network.requestWillBeSent") {
            let url = request["params"]["request"]["url"].as_str().unwrap();
            assert!(url.starts_with("file://") && url.contains("/page.html"), "{url}");
        }
        assert!(!of("Network.requestWillBeSent").is_empty());
        let complaints = [of("Log.entryAdded"), of("Runtime.exceptionThrown")].concat();
        assert!(complaints.is_empty(), "{complaints:?}");
    }
}
