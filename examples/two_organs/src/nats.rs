//! As much of NATS and JetStream as a mail box needs, over a plain socket.
//!
//! The protocol is lines of text: `CONNECT`, `SUB`, `PUB` with or without headers, `MSG`,
//! `PING`. JetStream is asked by requests in JSON to subjects that begin with `$JS.API`. Each
//! organ has a durable pull consumer of its own: what it has not acknowledged comes again,
//! also after it was killed. <https://docs.nats.io/reference/reference-protocols>

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

use crate::mailbox::Anything;

/// The longest line or message that is read from a server.
const MAX_BYTES: usize = 1024 * 1024;

/// A connection to one stream of a server.
pub struct Nats {
    reader: BufReader<TcpStream>,
    stream: String,
    inbox: String,
    asked: u64,
}

/// A message that was pulled.
pub struct Pulled {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Where it is acknowledged.
    pub ack: String,
}

/// What the server sends to a subscription.
struct Delivered {
    subject: String,
    reply: Option<String>,
    status: Option<String>,
    bytes: Vec<u8>,
}

impl Nats {
    /// Connects, and makes the stream if it is not there. Every process may do so.
    ///
    /// # Errors
    ///
    /// If there is no server, or it has no JetStream.
    pub fn connect(address: &str, stream: &str) -> Result<Self, Anything> {
        let socket = TcpStream::connect(address)?;
        socket.set_nodelay(true)?;
        socket.set_read_timeout(Some(Duration::from_secs(5)))?;
        let inbox = format!("_INBOX.{stream}.{}", std::process::id());
        let mut nats =
            Self { reader: BufReader::new(socket), stream: stream.to_owned(), inbox, asked: 0 };
        let greeting = nats.line()?;
        if !greeting.starts_with("INFO ") {
            return Err("the other end is no NATS server".into());
        }
        let options = json!({"verbose": false, "pedantic": false, "headers": true,
            "no_responders": true, "name": "two_organs", "lang": "rust", "version": "0"});
        let inbox = nats.inbox.clone();
        nats.write(format!("CONNECT {options}\r\nSUB {inbox}.* 1\r\nPING\r\n").as_bytes())?;
        while nats.line()? != "PONG" {}
        let config = json!({"name": stream, "subjects": [format!("{stream}.*")],
            "retention": "limits", "storage": "file", "max_age": 86_400_000_000_000_u64});
        nats.ask(&format!("$JS.API.STREAM.CREATE.{stream}"), &config)?;
        Ok(nats)
    }

    /// A durable consumer of what is addressed to an organ.
    ///
    /// # Errors
    ///
    /// If the server refuses it.
    pub fn durable(&mut self, own: &str) -> Result<(), Anything> {
        let stream = self.stream.clone();
        let config = json!({"stream_name": stream, "config": {"durable_name": own,
            "ack_policy": "explicit", "deliver_policy": "all", "ack_wait": 1_000_000_000_u64,
            "filter_subject": format!("{stream}.{own}")}});
        self.ask(&format!("$JS.API.CONSUMER.DURABLE.CREATE.{stream}.{own}"), &config)?;
        Ok(())
    }

    /// Publishes, and waits until the server has it on its disk.
    ///
    /// # Errors
    ///
    /// If the server does not confirm it.
    pub fn publish(&mut self, to: &str, id: &str, bytes: &[u8]) -> Result<(), Anything> {
        let subject = format!("{}.{to}", self.stream);
        // No `Nats-Msg-Id`: a repeat has to come through, since its receipt may be lost.
        let headers = format!("NATS/1.0\r\nUnbrella-Id: {id}\r\n\r\n");
        let reply = self.reply_subject();
        let total = headers.len() + bytes.len();
        let mut frame =
            format!("HPUB {subject} {reply} {} {total}\r\n{headers}", headers.len()).into_bytes();
        frame.extend(bytes);
        frame.extend(b"\r\n");
        self.write(&frame)?;
        self.answer(&reply)?;
        Ok(())
    }

    /// The next message for an organ, if there is one now.
    ///
    /// # Errors
    ///
    /// If the connection is lost.
    pub fn pull(&mut self, own: &str) -> Result<Option<Pulled>, Anything> {
        let reply = self.reply_subject();
        let subject = format!("$JS.API.CONSUMER.MSG.NEXT.{}.{own}", self.stream);
        // Answered at once, with a message or with 404; some servers let a wait end in silence.
        let request = json!({"batch": 1, "no_wait": true}).to_string();
        self.publish_plain(&subject, Some(&reply), request.as_bytes())?;
        // A pulled message keeps the subject under which it was published.
        let pulled = |found: &Delivered| {
            found.subject == reply
                || found.reply.as_deref().is_some_and(|ack| ack.starts_with("$JS.ACK."))
        };
        let found = self.delivered(&pulled)?;
        match (found.status, found.reply) {
            (None, Some(ack)) => Ok(Some(Pulled { bytes: found.bytes, ack })),
            // 404: nothing is there.
            _ => Ok(None),
        }
    }

    /// A message need not come again.
    ///
    /// # Errors
    ///
    /// If the connection is lost.
    pub fn acknowledge(&mut self, subject: &str) -> Result<(), Anything> {
        self.publish_plain(subject, None, b"+ACK")
    }

    /// Removes the stream with everything in it.
    ///
    /// # Errors
    ///
    /// If the server refuses it.
    pub fn remove(&mut self) -> Result<(), Anything> {
        let stream = self.stream.clone();
        self.ask(&format!("$JS.API.STREAM.DELETE.{stream}"), &json!({}))?;
        Ok(())
    }

    fn reply_subject(&mut self) -> String {
        self.asked = self.asked.wrapping_add(1);
        format!("{}.{}", self.inbox, self.asked)
    }

    fn ask(&mut self, subject: &str, request: &Value) -> Result<Value, Anything> {
        let reply = self.reply_subject();
        self.publish_plain(subject, Some(&reply), request.to_string().as_bytes())?;
        self.answer(&reply)
    }

    fn answer(&mut self, reply: &str) -> Result<Value, Anything> {
        let found = self.delivered(&|found| found.subject == reply)?;
        if let Some(status) = found.status {
            return Err(format!("the server says {status}: is JetStream switched on?").into());
        }
        let value: Value = serde_json::from_slice(&found.bytes)?;
        match value.get("error") {
            Some(error) => Err(format!("the server refuses: {error}").into()),
            None => Ok(value),
        }
    }

    fn publish_plain(
        &mut self,
        subject: &str,
        reply: Option<&str>,
        bytes: &[u8],
    ) -> Result<(), Anything> {
        let reply = reply.map(|reply| format!("{reply} ")).unwrap_or_default();
        let mut frame = format!("PUB {subject} {reply}{}\r\n", bytes.len()).into_bytes();
        frame.extend(bytes);
        frame.extend(b"\r\n");
        self.write(&frame)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Anything> {
        let socket = self.reader.get_mut();
        socket.write_all(bytes)?;
        Ok(socket.flush()?)
    }

    fn line(&mut self) -> Result<String, Anything> {
        let mut line = Vec::new();
        let socket = &mut self.reader;
        let read = socket.take(MAX_BYTES as u64).read_until(b'\n', &mut line);
        match read {
            Ok(0) => return Err("the server has closed the connection".into()),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                return Err("the server does not answer".into());
            }
            read => drop(read?),
        }
        Ok(String::from_utf8(line)?.trim_end().to_owned())
    }

    /// What comes for one request. What comes for an earlier one, too late, is passed by.
    fn delivered(&mut self, wanted: &dyn Fn(&Delivered) -> bool) -> Result<Delivered, Anything> {
        loop {
            let line = self.line()?;
            if line == "PING" {
                self.write(b"PONG\r\n")?;
            } else if line.starts_with("-ERR") {
                return Err(line.into());
            } else if let Some(found) = self.message(&line)?
                && wanted(&found)
            {
                return Ok(found);
            }
        }
    }

    /// `MSG subject sid [reply] bytes`, `HMSG subject sid [reply] headers total`.
    fn message(&mut self, line: &str) -> Result<Option<Delivered>, Anything> {
        let words: Vec<&str> = line.split(' ').collect();
        let (subject, reply, headers, total) = match words[..] {
            ["MSG", subject, _, total] => (subject, None, 0, total.parse()?),
            ["MSG", subject, _, reply, total] => (subject, Some(reply), 0, total.parse()?),
            ["HMSG", subject, _, headers, total] => {
                (subject, None, headers.parse()?, total.parse()?)
            }
            ["HMSG", subject, _, reply, headers, total] => {
                (subject, Some(reply), headers.parse()?, total.parse()?)
            }
            _ => return Ok(None),
        };
        let (headers, total): (usize, usize) = (headers, total);
        if total > MAX_BYTES || headers > total {
            return Err("the server sends more than is read".into());
        }
        let mut bytes = vec![0; total + 2];
        self.reader.read_exact(&mut bytes)?;
        bytes.truncate(total);
        let body = bytes.split_off(headers);
        // A status stands in the first line of the headers: `NATS/1.0 404 No Messages`.
        let first = String::from_utf8_lossy(&bytes).lines().next().unwrap_or_default().to_owned();
        let status = first.strip_prefix("NATS/1.0 ").map(str::to_owned);
        let (subject, reply) = (subject.to_owned(), reply.map(str::to_owned));
        Ok(Some(Delivered { subject, reply, status, bytes: body }))
    }
}
