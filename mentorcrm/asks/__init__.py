"""The ask engine, pure: parts, rendering, draft review, time windows. Values in, values out."""
