package hms.demo;

import java.util.List;

/**
 * A set-up in the studio.
 *
 * @param file name with its extension, {@code .jpg} or {@code .png}
 * @param things stand on the plane y = 0
 * @param from where the camera is
 * @param to where it looks
 * @param zoom focal length, 1.5 (wide) to 4 (narrow)
 * @param paper colour of the background
 */
record Photo(String file, List<Thing> things, Vec from, Vec to, double zoom, int paper) {}
