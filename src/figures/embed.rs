//! The lines that embed a figure in another site's post, at three levels: picture, frame, element.

use crate::charts::text::escape;

/// The permissions of a pasted frame: run scripts, open links, save files. Without an origin it shares nothing with its own
/// site or with the page around it.
pub const SANDBOX: &str = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads";
/// Further permissions: copy to the clipboard, full screen.
pub const ALLOW: &str = "clipboard-write; fullscreen";

/// A figure to embed. URLs are absolute. Texts are escaped here.
#[derive(Debug, Clone, Default)]
pub struct Embed<'a> {
    /// The figure's id.
    pub id: &'a str,
    /// The finding.
    pub title: &'a str,
    /// The page of the figure alone, in its state and theme.
    pub frame: &'a str,
    /// The article, at the figure in its state.
    pub article: &'a str,
    /// The figure's picture.
    pub picture: &'a str,
    /// The width and height of that picture, in CSS pixels; left out while they are 0.
    pub picture_size: (u32, u32),
    /// The URL of the script that defines the element.
    pub loader: &'a str,
    /// The theme's name.
    pub theme: &'a str,
    /// The settings, as in a URL; empty for the defaults.
    pub state: &'a str,
    /// Its height in the preview, in CSS pixels: the space to reserve.
    pub height: u32,
}

impl Embed<'_> {
    /// A picture that links to the page, for mail, feeds and other restricted places.
    pub fn picture(&self) -> String {
        let size = match self.picture_size {
            (0, _) | (_, 0) => String::new(),
            (width, height) => format!(" width=\"{width}\" height=\"{height}\""),
        };
        format!(
            "<a href=\"{}\"><img src=\"{}\" alt=\"{}\"{size} style=\"max-width:100%;height:auto\"></a>",
            escape(self.article),
            escape(self.picture),
            escape(self.title),
        )
    }

    /// The figure in a frame of fixed height. That stands in `style` as well: themes often have `iframe { height: auto }`,
    /// which is more than an attribute, and makes a frame 150 px high.
    pub fn frame(&self) -> String {
        let height = self.height;
        format!(
            "<iframe src=\"{}\" title=\"{}\" loading=\"lazy\" width=\"100%\" height=\"{height}\" style=\"width:100%;height:{height}px;border:0\" sandbox=\"{SANDBOX}\" allow=\"{ALLOW}\"></iframe>",
            escape(self.frame),
            escape(self.title),
        )
    }

    /// The figure in an element that follows its height and the theme of the page around it; with no script the picture.
    pub fn element(&self) -> String {
        format!(
            "<showdown-figure figure=\"{}\" theme=\"{}\" state=\"{}\" style=\"display:block;min-height:{}px\">{}</showdown-figure>\n<script type=\"module\" src=\"{}\"></script>",
            escape(self.id),
            escape(self.theme),
            escape(self.state),
            self.height,
            self.picture(),
            escape(self.loader),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_keeps_its_height_where_a_theme_sets_that_of_frames_to_auto() {
        let frame = Embed { height: 1_200, ..Embed::default() }.frame();
        assert!(frame.contains("height=\"1200\" style=\"width:100%;height:1200px;border:0\""), "{frame}");
    }

    #[test]
    fn whatever_stands_in_a_title_or_a_state_stays_a_text() {
        let hostile = "\"><script>alert(1)</script>&'";
        let embed = Embed {
            id: "x",
            title: hostile,
            frame: hostile,
            article: hostile,
            picture: hostile,
            loader: hostile,
            state: hostile,
            theme: hostile,
            ..Embed::default()
        };
        for code in [embed.picture(), embed.frame(), embed.element()] {
            assert!(!code.contains("<script>alert"), "{code}");
            // Every quote is one of ours: they come in pairs.
            assert_eq!(code.matches('"').count() % 2, 0, "{code}");
            assert!(code.contains("&lt;script&gt;"), "{code}");
        }
    }
}
