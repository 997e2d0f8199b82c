//! The lines that show a figure in somebody else's post, by each of three levels: a picture, a frame, an element.

use crate::charts::text::escape;

/// What a frame that is pasted may do in somebody else's page, and no more: run, open the article beside it, save a file. It
/// has no origin there, so it shares nothing with the site that it comes from or the page that it stands in.
pub const SANDBOX: &str = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads";
/// What else it may: copy when it is asked to.
pub const ALLOW: &str = "clipboard-write; fullscreen";

/// A figure to be shown elsewhere. Addresses are whole, and texts are as they are: they are escaped here.
#[derive(Debug, Clone, Default)]
pub struct Embed<'a> {
    /// The figure's id.
    pub id: &'a str,
    /// What it finds.
    pub title: &'a str,
    /// The page of the figure alone, in its state and theme.
    pub frame: &'a str,
    /// The article, at the figure in its state.
    pub article: &'a str,
    /// The figure's picture.
    pub picture: &'a str,
    /// The width and height of that picture, in CSS pixels; left out while they are 0.
    pub picture_size: (u32, u32),
    /// What defines the element.
    pub loader: &'a str,
    /// The theme's name.
    pub theme: &'a str,
    /// What is set, as in an address; empty for what the figure begins with.
    pub state: &'a str,
    /// How high it is where it was looked at, in CSS pixels: the place that is kept free for it.
    pub height: u32,
}

impl Embed<'_> {
    /// A picture that leads to the article: for mail, feeds, and wherever nothing else is allowed.
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
