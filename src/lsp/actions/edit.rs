//! Edits of drafts and configs, in the form that the editor understands.

use std::path::Path;

use lsp_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, ResourceOp, TextDocumentEdit, TextEdit, Uri,
    WorkspaceEdit,
};

use crate::accept::AcceptedTerm;
use crate::config::accepting::{new_config, with_term};
use crate::discover::read_file;
use crate::lsp::checked::Checked;
use crate::lsp::client::Client;
use crate::lsp::text::Text;
use crate::lsp::uri;

/// Edits of the document that was checked: an editor that knows versions applies them to that version only.
pub fn of_document(checked: &Checked, client: &Client, edits: Vec<TextEdit>) -> WorkspaceEdit {
    of_file(checked.uri.clone(), Some(checked.version), client, edits)
}

fn of_file(uri: Uri, version: Option<i32>, client: &Client, edits: Vec<TextEdit>) -> WorkspaceEdit {
    if client.versioned_edits {
        let changes = DocumentChanges::Edits(vec![versioned(uri, version, edits)]);
        WorkspaceEdit {
            document_changes: Some(changes),
            ..WorkspaceEdit::default()
        }
    } else {
        #[expect(
            clippy::mutable_key_type,
            reason = "what can change within an address is no part of its hash"
        )]
        let changes = [(uri, edits)].into();
        WorkspaceEdit::new(changes)
    }
}

fn versioned(uri: Uri, version: Option<i32>, edits: Vec<TextEdit>) -> TextDocumentEdit {
    TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    }
}

/// The one edit that makes a text another, as short as can be; none if they are the same.
pub fn difference(old: &Text, new: &str) -> Option<TextEdit> {
    let text = old.text();
    if text == new {
        return None;
    }
    let equal = |(a, b): &(char, char)| a == b;
    let start: usize = (text.chars().zip(new.chars()))
        .take_while(equal)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let end: usize = (text[start..].chars().rev().zip(new[start..].chars().rev()))
        .take_while(equal)
        .map(|(c, _)| c.len_utf8())
        .sum();
    Some(TextEdit {
        range: old.range(&(start..text.len() - end)),
        new_text: new[start..new.len() - end].to_owned(),
    })
}

/// The edit that accepts a term in a config, which is made if it is not there. None if it cannot be read or be made.
pub fn accepting(config: &Path, term: &AcceptedTerm, client: &Client) -> Option<WorkspaceEdit> {
    let uri = uri::of_path(config)?;
    let is_new = !config.exists();
    let text = if is_new {
        String::new()
    } else {
        read_file(config).ok()?.text().to_owned()
    };
    let changed = if is_new {
        new_config(term.text())
    } else {
        with_term(config, &text, term.text()).ok()?
    };
    let edit = difference(&Text::new(text, client.encoding), &changed)?;
    if !is_new {
        return Some(of_file(uri, None, client, vec![edit]));
    }
    if !client.creates_files {
        return None;
    }
    let create = CreateFile {
        uri: uri.clone(),
        options: Some(CreateFileOptions {
            overwrite: Some(false),
            ignore_if_exists: Some(true),
        }),
        annotation_id: None,
    };
    let operations = vec![
        DocumentChangeOperation::Op(ResourceOp::Create(create)),
        DocumentChangeOperation::Edit(versioned(uri, None, vec![edit])),
    ];
    Some(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations)),
        ..WorkspaceEdit::default()
    })
}
