from io import BytesIO

from PIL import Image, ImageCms

from maturity_app.reports.pdf.srgb import srgb_profile


def test_the_profile_shows_colours_as_srgb_does() -> None:
    own = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    assert own.profile.connection_space.strip() == "XYZ"
    assert own.profile.xcolor_space.strip() == "RGB"
    ramp = Image.new("RGB", (16, 16))
    ramp.putdata([(r * 17, g * 17, (r * g) % 256) for r in range(16) for g in range(16)])
    seen = ImageCms.profileToProfile(ramp, own, ImageCms.createProfile("sRGB"))
    assert seen is not None
    pairs = zip(ramp.tobytes(), seen.tobytes(), strict=True)
    assert max(abs(before - after) for before, after in pairs) <= 1


def test_the_size_it_says_is_its_size() -> None:
    profile = srgb_profile()
    assert int.from_bytes(profile[:4], "big") == len(profile)
    assert len(profile) < 1000
