//! Texts that may be empty.

/// Nothing for an empty text. Rendered natively, an empty text would become a space, and no element with it would match
/// `:empty`.
pub fn said(text: impl Into<String>) -> Option<String> {
    Some(text.into()).filter(|text| !text.is_empty())
}
