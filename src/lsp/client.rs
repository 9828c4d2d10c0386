//! What the editor can do, and what it is told that this server can.

use lsp_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability,
    CodeLensOptions, DiagnosticOptions, DiagnosticServerCapabilities, ExecuteCommandOptions,
    HoverProviderCapability, MarkupKind, OneOf, ResourceOperationKind, SaveOptions,
    ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};
use serde_json::Value;

use super::text::Encoding;

/// The action that applies every safe fix.
pub const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.pitchlint");

/// The action that moves the goal up.
pub const GOAL_FIRST: CodeActionKind = CodeActionKind::new("refactor.rewrite.goalFirst");

/// The command that shows the page of a rule; its argument is the id.
pub const EXPLAIN: &str = "pitchlint.explain";

/// The command that gives the card of a document and shows what to do next; its argument is the address.
pub const CARD: &str = "pitchlint.card";

/// What the editor can do.
#[derive(Clone, Debug, Default)]
pub struct Client {
    pub encoding: Encoding,
    /// It asks for diagnostics itself.
    pub pulls: bool,
    pub refreshes_diagnostics: bool,
    pub refreshes_lenses: bool,
    /// It asks for the edit of an action when that is chosen.
    pub resolves_edits: bool,
    pub versioned_edits: bool,
    pub creates_files: bool,
    pub markdown: bool,
    pub shows_documents: bool,
    pub shows_progress: bool,
    /// It can be asked for settings.
    pub has_configuration: bool,
    pub registers_configuration: bool,
    pub registers_watchers: bool,
    /// It wants to hear of each new card, for a status line.
    pub wants_cards: bool,
}

impl Client {
    /// What an editor says that it can do; `raw` is the same as it came.
    pub fn new(capabilities: &ClientCapabilities, raw: &Value) -> Self {
        let document = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let window = capabilities.window.as_ref();
        let edit = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let versioned_edits = edit.and_then(|edit| edit.document_changes) == Some(true);
        let operations = edit.and_then(|edit| edit.resource_operations.as_deref());
        let hover = document.and_then(|document| document.hover.as_ref());
        let formats = hover.and_then(|hover| hover.content_format.as_deref());
        let resolve = document
            .and_then(|document| document.code_action.as_ref()?.resolve_support.as_ref())
            .map(|resolve| resolve.properties.as_slice());
        let encodings = (capabilities.general.as_ref())
            .and_then(|general| general.position_encodings.as_deref());
        let wants = |name| {
            let experimental = capabilities.experimental.as_ref();
            experimental.and_then(|all| all.get(name)) == Some(&Value::Bool(true))
        };
        Client {
            encoding: Encoding::negotiated(encodings.unwrap_or_default()),
            pulls: document.is_some_and(|document| document.diagnostic.is_some()),
            // The types call this key by another name than the protocol does.
            refreshes_diagnostics: raw.pointer("/workspace/diagnostics/refreshSupport")
                == Some(&Value::Bool(true)),
            refreshes_lenses: workspace
                .and_then(|workspace| workspace.code_lens.as_ref()?.refresh_support)
                .unwrap_or_default(),
            resolves_edits: resolve
                .unwrap_or_default()
                .iter()
                .any(|name| name == "edit"),
            versioned_edits,
            creates_files: versioned_edits
                && (operations.unwrap_or_default()).contains(&ResourceOperationKind::Create),
            markdown: formats.unwrap_or_default().first() == Some(&MarkupKind::Markdown),
            shows_documents: window
                .and_then(|window| window.show_document.as_ref())
                .is_some_and(|show| show.support),
            shows_progress: window
                .and_then(|window| window.work_done_progress)
                .unwrap_or_default(),
            has_configuration: workspace
                .and_then(|workspace| workspace.configuration)
                .unwrap_or_default(),
            registers_configuration: workspace
                .and_then(|workspace| {
                    (workspace.did_change_configuration.as_ref()?).dynamic_registration
                })
                .unwrap_or_default(),
            registers_watchers: workspace
                .and_then(|workspace| {
                    (workspace.did_change_watched_files.as_ref()?).dynamic_registration
                })
                .unwrap_or_default(),
            wants_cards: wants("pitchlintCards"),
        }
    }

    /// What this server can do for it.
    pub fn answer(&self) -> ServerCapabilities {
        ServerCapabilities {
            position_encoding: Some(self.encoding.kind()),
            text_document_sync: Some(TextDocumentSyncCapability::Options(
                TextDocumentSyncOptions {
                    open_close: Some(true),
                    change: Some(TextDocumentSyncKind::INCREMENTAL),
                    save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
                        include_text: Some(false),
                    })),
                    ..TextDocumentSyncOptions::default()
                },
            )),
            diagnostic_provider: self.pulls.then(|| {
                DiagnosticServerCapabilities::Options(DiagnosticOptions {
                    identifier: Some("pitchlint".to_owned()),
                    inter_file_dependencies: false,
                    workspace_diagnostics: false,
                    ..DiagnosticOptions::default()
                })
            }),
            code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![
                    CodeActionKind::QUICKFIX,
                    CodeActionKind::REFACTOR_REWRITE,
                    FIX_ALL,
                ]),
                resolve_provider: Some(true),
                ..CodeActionOptions::default()
            })),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            code_lens_provider: Some(CodeLensOptions {
                resolve_provider: Some(false),
            }),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: vec![EXPLAIN.to_owned(), CARD.to_owned()],
                ..ExecuteCommandOptions::default()
            }),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                ..WorkspaceServerCapabilities::default()
            }),
            ..ServerCapabilities::default()
        }
    }
}
